/** What the solver did, in numbers and in sentences: shares of frames by origin, how much the velocity limit distorted. */

import type { IssueCode } from '../issues/codes.ts';
import { type Issue, issue } from '../issues/issues.ts';
import type { DepthSource } from '../landmarks/landmark-clip.ts';
import { DEGREES, quantile } from '../math/scalar.ts';
import { type MotionClip, PART_NAMES, type PartName, PROVENANCE } from '../motion/motion-clip.ts';
import { ACTOR_JOINTS, SIDES, type Side } from '../skeleton/actor/joints.ts';
import { SOLVED_PARTS } from './parts.ts';
import { rangesOf } from './repair/ranges.ts';
import { KNOWN } from './runs.ts';

export interface PartReport {
  /** Shares of frames, 0..1. */
  readonly measured: number;
  readonly repaired: number;
  readonly invented: number;
  readonly clamped: number;
  readonly outOfLimit: number;
}

export interface SolveReport {
  readonly parts: Readonly<Partial<Record<PartName, PartReport>>>;
  /** Distortion by the velocity limit: frames touched, and by how far joints were held back in them. */
  readonly clamp: {
    readonly frames: number;
    readonly p99Deg: number;
    readonly maxDeg: number;
    readonly maxJoint: string | null;
  };
}

/** @param excess [F][J] radians a joint was held back */
export function reportSolve(clip: MotionClip, excess: readonly Float64Array[]): SolveReport {
  const { frameCount } = clip;
  const parts: Partial<Record<PartName, PartReport>> = {};
  for (const part of clip.curveNames.length > 0 ? [...SOLVED_PARTS, FACE] : SOLVED_PARTS) {
    const flags = partFlags(clip, part);
    const share = (test: (flag: number) => boolean) => flags.filter(test).length / frameCount;
    parts[PART_NAMES[part]] = {
      measured: share((flag) => (flag & (PROVENANCE.repaired | PROVENANCE.invented)) === 0),
      repaired: share((flag) => (flag & PROVENANCE.repaired) !== 0),
      invented: share((flag) => (flag & PROVENANCE.invented) !== 0),
      clamped: share((flag) => (flag & PROVENANCE.clamped) !== 0),
      outOfLimit: share((flag) => (flag & PROVENANCE.outOfLimit) !== 0),
    };
  }
  const held: number[] = [];
  let frames = 0;
  let maxDeg = 0;
  let maxJoint: string | null = null;
  for (const joints of excess) {
    if (joints.some((angle) => angle > 0)) frames++;
    joints.forEach((angle, joint) => {
      if (!(angle > 0)) return;
      held.push(angle * DEGREES);
      if (angle * DEGREES > maxDeg) {
        maxDeg = angle * DEGREES;
        maxJoint = ACTOR_JOINTS[joint];
      }
    });
  }
  return { parts, clamp: { frames, p99Deg: held.length ? quantile(held, 0.99) : 0, maxDeg, maxJoint } };
}

/**
 * Frame ranges and reasons a user should know of.
 * @param known [P][F] KNOWN per part
 * @param lowered per side [F] 1 where a hand that is not seen rests
 */
export function solveIssues(
  clip: MotionClip,
  depth: DepthSource | 'lifted',
  report: SolveReport,
  known: readonly Uint8Array[],
  lowered: Readonly<Record<Side, Uint8Array>>,
): Issue[] {
  const issues: Issue[] = [];
  if (depth === 'none') {
    issues.push(
      issue(
        'W_NO_DEPTH',
        'Expected a z for every landmark, found none: depth was guessed from bone lengths.',
      ),
    );
  } else if (depth === 'lifted') {
    issues.push(
      issue(
        'W_LIFTED',
        'Expected world landmarks in metres, found none: a network made the depth up from the picture.',
      ),
    );
  } else if (depth === 'image') {
    issues.push(
      issue('W_IMAGE_DEPTH', 'No world landmarks in metres: depth rests on the z of the picture landmarks.'),
    );
  }
  const covered = (
    code: IssueCode,
    flags: ArrayLike<number>,
    flag: number,
    part: number,
    never: string,
    sometimes: string,
  ) => {
    const name = PART_NAMES[part];
    const words = name.replace(/[A-Z]/, (letter) => ` ${letter.toLowerCase()}`);
    for (const [frame, lastFrame] of rangesOf(flags, flag)) {
      const all = lastFrame - frame + 1 === clip.frameCount;
      const when = frame === lastFrame ? `frame ${frame}` : `frames ${frame}-${lastFrame}`;
      const message = `The ${words} ${all ? never : sometimes.replace('{when}', when)}.`;
      issues.push(issue(code, message, { frame, lastFrame, joint: name }));
    }
  };
  for (const part of SOLVED_PARTS) {
    const flags = partFlags(clip, part);
    const side = SIDES.find((name) => PART_NAMES[part] === `${name}Hand`);
    const rests = flags.map((flag, f) => (side && lowered[side][f] ? flag : 0));
    const lost = flags.map((flag, f) => flag & ~rests[f]);
    covered(
      side ? 'W_HAND_MISSING' : 'W_INVENTED',
      lost,
      PROVENANCE.invented,
      part,
      'is never seen; it rests or is guessed',
      'is not seen in {when}; it rests or is guessed',
    );
    covered(
      'I_HAND_RESTS',
      rests,
      PROVENANCE.invented,
      part,
      'is never seen and low; it rests',
      'is lowered out of sight in {when}; it rests',
    );
    const bridged = known[part].map((flag, f) => (flag === KNOWN.bridged ? flags[f] : 0));
    covered(
      'W_REPAIRED',
      bridged,
      PROVENANCE.repaired,
      part,
      'was bridged throughout',
      'was bridged over {when}',
    );
    covered(
      'W_OUT_OF_LIMIT',
      flags,
      PROVENANCE.outOfLimit,
      part,
      'is outside its anatomical range throughout',
      'is outside its anatomical range in {when}',
    );
  }
  if (clip.curveNames.length > 0) {
    const flags = partFlags(clip, FACE);
    covered(
      'W_INVENTED',
      flags,
      PROVENANCE.invented,
      FACE,
      'is never seen from the front; its expression is guessed',
      'is not seen in {when}; its expression is held, then rests',
    );
    covered(
      'W_FACE_COVERED',
      flags,
      PROVENANCE.repaired,
      FACE,
      'is behind a hand throughout; what it hides is held',
      'is behind a hand in {when}; what it hides is held',
    );
  }
  if (report.clamp.frames > 0) {
    const { frames, maxDeg, maxJoint } = report.clamp;
    issues.push(
      issue(
        'W_CLAMPED',
        `${frames} of ${clip.frameCount} frames turned faster than the velocity limit; ${maxJoint} was held back by up to ${maxDeg.toFixed(0)} degrees.`,
        { joint: maxJoint ?? undefined },
      ),
    );
  }
  return issues;
}

const FACE = PART_NAMES.indexOf('face');

const partFlags = (clip: MotionClip, part: number): number[] =>
  Array.from({ length: clip.frameCount }, (_, f) => clip.provenance[f * clip.partNames.length + part]);
