/** What a frame of landmarks would say of a posed signer at a stated noise level: evidence without any camera. Metres. */
import { handLandmarks } from '../../samples/generate/hand-points.ts';
import { poseLandmarks } from '../../samples/generate/pose-landmarks.ts';
import type { Random } from '../../src/math/random.ts';
import type { Numbers } from '../../src/math/vec3.ts';
import {
  createFrameEvidence,
  type EvidencePoints,
  type FrameEvidence,
} from '../../src/solver/lift/evidence.ts';
import { WORLD_NOISE } from '../../src/solver/lift/noise.ts';
import { type Motion, poseAt } from './compare-motion.ts';

/** @param noise scales of the levels of lift/noise.ts */
export function trueEvidence(
  motion: Motion,
  random: Random,
  noise: { readonly body: number; readonly hand: number },
): FrameEvidence[] {
  return Array.from({ length: motion.clip.frameCount }, (_, frame) => {
    const pose = poseAt(motion, frame);
    const evidence = createFrameEvidence();
    observe(poseLandmarks(motion.actor, pose), WORLD_NOISE.body, noise.body, random, evidence.body);
    for (const side of ['left', 'right'] as const) {
      observe(
        handLandmarks(motion.actor, pose, side),
        WORLD_NOISE.hand,
        noise.hand,
        random,
        evidence[`${side}Hand`],
      );
    }
    return evidence;
  });
}

function observe(
  points: readonly Numbers[],
  level: { readonly lateral: number; readonly depth: number },
  scale: number,
  random: Random,
  dst: EvidencePoints,
): void {
  points.forEach((point, i) => {
    const [x, y, z] = Array.from(point);
    dst.positions[i].set([
      x + level.lateral * scale * random.gauss(),
      y + level.lateral * scale * random.gauss(),
      z + level.depth * scale * random.gauss(),
    ]);
    dst.confidences[i] = 1;
    dst.lateralVariance[i] = level.lateral ** 2;
    dst.depthVariance[i] = level.depth ** 2;
  });
}
