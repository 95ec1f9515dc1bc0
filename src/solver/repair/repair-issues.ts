/** What was mended -> sentences with frame ranges. */
import type { IssueCode } from '../../issues/codes.ts';
import { type Issue, issue } from '../../issues/issues.ts';
import { rangesOf } from './ranges.ts';
import type { RepairLog } from './repair-log.ts';

/** How a sentence goes on after "The left hand". */
const STORIES: Partial<Record<IssueCode, string>> = {
  W_HANDS_EXCHANGED: 'carries the other label in {when}; the labels were swapped back',
  W_HAND_TWIN: 'is the other one found twice in {when}; it was left out',
  W_PALM_FLIPPED: 'faces the wrong way in {when}; its depth was reversed',
  W_OUTLIER: 'has landmarks that jump in {when}; they were left out',
};

export function repairIssues({ repairs }: RepairLog): Issue[] {
  return repairs.flatMap(({ code, part, frames }) => {
    const words = part.replace(/[A-Z]/, (letter) => ` ${letter.toLowerCase()}`);
    return rangesOf(frames, 1).map(([frame, lastFrame]) => {
      const when = frame === lastFrame ? `frame ${frame}` : `frames ${frame}-${lastFrame}`;
      const message = `The ${words} ${STORIES[code]!.replace('{when}', when)}.`;
      return issue(code, message, { frame, lastFrame, joint: part });
    });
  });
}
