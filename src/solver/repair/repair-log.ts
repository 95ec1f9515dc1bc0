/** What was mended, by kind, part and frame: the source of the flags and of the issues. */
import type { IssueCode } from '../../issues/codes.ts';
import type { PartName } from '../../motion/motion-clip.ts';

export interface Repair {
  readonly code: IssueCode;
  readonly part: PartName;
  /** [F] 1 where mended. */
  readonly frames: Uint8Array;
}

export interface RepairLog {
  readonly frameCount: number;
  readonly repairs: Repair[];
}

export const createRepairLog = (frameCount: number): RepairLog => ({ frameCount, repairs: [] });

export function noteRepair(log: RepairLog, code: IssueCode, part: PartName, frame: number): void {
  let repair = log.repairs.find((known) => known.code === code && known.part === part);
  if (!repair) {
    repair = { code, part, frames: new Uint8Array(log.frameCount) };
    log.repairs.push(repair);
  }
  repair.frames[frame] = 1;
}
