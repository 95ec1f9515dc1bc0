/** What should be known of a clip before it is used, with the frames to look at: the reasons of its score, and the issues. */
import type { ClipMeasure, Severity } from '../../../src/index.ts';
import type { Clip } from '../clip/clip.ts';
import { recordedFrames } from '../clip/recorded-frames.ts';

export interface Notice {
  readonly severity: Severity;
  readonly message: string;
  /** Code and joint: notices of the same kind are folded together. */
  readonly kind: string;
  /** Frames of the clip, both included; null where it is about no frames in particular. */
  readonly frames: readonly [first: number, last: number] | null;
  /** What the score lost by it, 0..1. */
  readonly cost: number;
}

/** The reasons of a score, the most expensive first. */
export const findingNotices = (measure: ClipMeasure): Notice[] =>
  measure.findings.map(({ type, severity, frameStart, frameEnd, message, cost }) => ({
    severity,
    message,
    kind: type,
    frames: [frameStart, frameEnd],
    cost,
  }));

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The worst first, and of the same kind in the order of their frames. */
export function issueNotices({
  solved,
  metadata,
  motion,
}: Pick<Clip, 'solved' | 'metadata' | 'motion'>): Notice[] {
  const last = motion.frameCount - 1;
  // issues count the frames of the recording, of which the clip may be a part
  const frameOf = solved ? recordedFrames(solved).frameOf : (frame: number) => frame;
  const issues = solved?.issues ?? metadata.issues;
  return issues
    .flatMap(({ code, severity, message, joint, frame, lastFrame = frame }): Notice[] => {
      const notice = { severity, message, kind: `${code} ${joint ?? ''}`, cost: 0 };
      if (frame === undefined) return [{ ...notice, frames: null }];
      const [from, to] = [frameOf(frame), frameOf(lastFrame!)];
      if (from > last || to < 0) return [];
      return [{ ...notice, frames: [Math.max(0, from), Math.min(last, to)] }];
    })
    .sort((a, b) => RANK[a.severity] - RANK[b.severity] || (a.frames?.[0] ?? -1) - (b.frames?.[0] ?? -1));
}

export interface FoldedNotice {
  readonly notice: Notice;
  /** More of its kind. */
  readonly more: readonly Notice[];
}

export function foldNotices(notices: readonly Notice[]): FoldedNotice[] {
  const folded = new Map<string, { notice: Notice; more: Notice[] }>();
  for (const notice of notices) {
    const line = folded.get(notice.kind);
    if (line) line.more.push(notice);
    else folded.set(notice.kind, { notice, more: [] });
  }
  return [...folded.values()];
}

/** As the report of a batch has it. */
const GOOD = 0.8;
const FAIR = 0.5;

export type Grade = 'good' | 'fair' | 'poor';
export const gradeOf = (score: number): Grade => (score >= GOOD ? 'good' : score >= FAIR ? 'fair' : 'poor');
