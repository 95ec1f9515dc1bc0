/** What a retargeted clip lost -> issues, and the summary that stands in its metadata. */
import { type Issue, issue } from '../issues/issues.ts';
import type { RetargetReport } from '../retarget/report.ts';
import type { Rig } from '../skeleton/rig.ts';

/** Contacts that are further open, and hands that stick deeper in the body than this are told, centimetres. */
const OPEN_CM = 1;
const DEEP_CM = 1;

export function retargetIssues({ contacts, reach, penetration }: RetargetReport, rig: Rig): Issue[] {
  const open = contacts.filter(({ residualCm }) => residualCm > OPEN_CM);
  const issues: Issue[] = [];
  if (open.length > 0) {
    const worst = open.reduce((a, b) => (b.residualCm > a.residualCm ? b : a));
    issues.push(
      issue(
        'W_CONTACT_OPEN',
        `${open.length} of ${contacts.length} contacts ${open.length === 1 ? 'is' : 'are'} more than ${OPEN_CM} cm off on "${rig.name}"; the most is ${worst.what}, ${worst.residualCm} cm.`,
        { frame: worst.first, lastFrame: worst.last },
      ),
    );
  }
  if (reach.frames > 0) {
    issues.push(
      issue(
        'W_REACH',
        `An arm of "${rig.name}" is too short for its place in ${frames(reach.frames)}; the ${reach.side} hand stays up to ${reach.shortCm} cm away.`,
        { frame: reach.first },
      ),
    );
  }
  if (penetration.deepestCm > DEEP_CM) {
    issues.push(
      issue(
        'W_PENETRATION',
        `A hand of "${rig.name}" sticks up to ${penetration.deepestCm} cm deeper in the body than the signer's, in ${frames(penetration.frames)}.`,
        { frame: penetration.first },
      ),
    );
  }
  return issues;
}

const frames = (count: number): string => `${count} frame${count === 1 ? '' : 's'}`;

/** The report as it is kept: all of it, with the mean of what contacts left open. */
export function retargetSummary(report: RetargetReport): Record<string, unknown> {
  const { contacts } = report;
  const mean = contacts.reduce((sum, { residualCm }) => sum + residualCm, 0) / Math.max(contacts.length, 1);
  return { ...report, contactResidualCm: Math.round(mean * 100) / 100 };
}
