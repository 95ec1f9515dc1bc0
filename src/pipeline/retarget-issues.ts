/** What a retargeted clip lost -> issues, and the summary that stands in its metadata. */
import { type Issue, issue } from '../issues/issues.ts';
import type { RetargetReport } from '../retarget/report.ts';
import type { Rig } from '../skeleton/rig.ts';

/** Contacts that are further open than this are told, centimetres. */
const OPEN_CM = 1;

export function retargetIssues(
  { contacts, reachFailures, furthestShortCm, penetratingFrames, deepestCm }: RetargetReport,
  rig: Rig,
): Issue[] {
  const open = contacts.filter(({ residualCm }) => residualCm > OPEN_CM);
  const issues: Issue[] = [];
  if (open.length > 0) {
    const worst = open.reduce((a, b) => (b.residualCm > a.residualCm ? b : a));
    issues.push(
      issue(
        'W_CONTACT_OPEN',
        `${open.length} of ${contacts.length} contacts are more than ${OPEN_CM} cm off on "${rig.name}"; the most is ${worst.what}, ${worst.residualCm} cm.`,
        { frame: worst.first, lastFrame: worst.last },
      ),
    );
  }
  if (reachFailures > 0) {
    issues.push(
      issue(
        'W_REACH',
        `An arm of "${rig.name}" was too short in ${reachFailures} frames, by up to ${furthestShortCm} cm.`,
      ),
    );
  }
  if (penetratingFrames > 0) {
    issues.push(
      issue(
        'W_PENETRATION',
        `A hand of "${rig.name}" sticks up to ${deepestCm} cm deeper in the body than the signer's, in ${penetratingFrames} frames.`,
      ),
    );
  }
  return issues;
}

export function retargetSummary({ contacts, ...rest }: RetargetReport): Record<string, unknown> {
  const residuals = contacts.map(({ residualCm }) => residualCm);
  const mean = residuals.length > 0 ? residuals.reduce((a, b) => a + b) / residuals.length : 0;
  return { contacts: contacts.length, contactResidualCm: Math.round(mean * 100) / 100, ...rest };
}
