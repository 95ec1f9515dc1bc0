/** Frames of landmarks -> what z of picture landmarks is worth, and how much a body seems to lean. After the camera is known. */
import type { LandmarkFrame } from '../../landmarks/landmark-frame.ts';
import { LEFT_HAND_OFFSET, POSE_OFFSET, RIGHT_HAND_OFFSET } from '../../landmarks/schema.ts';
import { type DepthSamples, estimateDepthScale, sampleDepth } from './depth-scale.ts';
import { FIRST_HIP, type LiftState, SHOULDERS } from './lift-state.ts';
import { placePart } from './place-part.ts';

/** Confidence from which an arm counts. */
const ARM_SEEN = 0.5;

export function learnDepthScale(state: LiftState, frame: LandmarkFrame): void {
  if (state.depth === 'none' || !frame.image || !frame.imageConfidences) return;
  if (state.depth === 'world') {
    compareDepths(state, frame, POSE_OFFSET + 11, 6, 'body');
    compareDepths(state, frame, LEFT_HAND_OFFSET, 21, 'hand');
    compareDepths(state, frame, RIGHT_HAND_OFFSET, 21, 'hand');
  } else {
    learnLean(state, frame.image, frame.imageConfidences);
  }
  sampleBones(state, frame.image, frame.imageConfidences);
}

/** With world landmarks, the scale of z is the slope between the two depths of the same points, over the frames so far. */
function compareDepths(
  state: LiftState,
  frame: LandmarkFrame,
  offset: number,
  count: number,
  part: 'body' | 'hand',
): void {
  const { image, imageConfidences, world, worldConfidences } = frame;
  if (!image || !imageConfidences || !world || !worldConfidences) return;
  const offsetOfPart = part === 'body' ? POSE_OFFSET : offset;
  if (!placePart(state, frame, offsetOfPart, part === 'body' ? 33 : count)) return;
  // the picture's z counts from mid-hip, where the body's world landmarks have their origin, and from the wrist
  const origin = -state.placement.translation[2] - (part === 'hand' ? world[offset * 3 + 2] : 0);
  const metresPerPicture = (origin * state.camera.width) / state.camera.focal;
  let weight = 0;
  let meanImage = 0;
  let meanWorld = 0;
  let product = 0;
  let square = 0;
  for (let i = offset; i < offset + count; i++) {
    const w = Math.min(imageConfidences[i], worldConfidences[i]);
    const x = image[i * 3 + 2] * metresPerPicture;
    const y = -world[i * 3 + 2];
    weight += w;
    meanImage += w * x;
    meanWorld += w * y;
    product += w * x * y;
    square += w * x * x;
  }
  if (!(weight > 0)) return;
  const learnt = state.depthScale[part];
  const { slope } = learnt;
  slope[0] += product - (meanImage * meanWorld) / weight;
  slope[1] += square - (meanImage * meanImage) / weight;
  if (slope[0] > 0) learnt.value = slope[0] / slope[1];
}

function learnLean(state: LiftState, image: Float32Array, confidences: Float32Array): void {
  const [l, r] = SHOULDERS;
  for (const point of [l, r, FIRST_HIP, FIRST_HIP + 1]) if (!(confidences[point] > 0)) return;
  const z = (point: number) => image[point * 3 + 2];
  state.lean.sum += (z(l) + z(r) - z(FIRST_HIP) - z(FIRST_HIP + 1)) / 2;
  state.lean.frames++;
}

/** Remembers arms and hands that are seen whole, and reckons the scales anew at doubling counts. */
function sampleBones(state: LiftState, image: Float32Array, confidences: Float32Array): void {
  const { body, hand: hands } = state.depthScale;
  const { width, height } = state.camera;
  for (let side = 0; side < 2; side++) {
    const arm = body.samples[side];
    let least = 1;
    for (const [from, to] of arm.part.bones) least = Math.min(least, confidences[from], confidences[to]);
    if (least >= ARM_SEEN) {
      const added = sampleDepth(arm, image, POSE_OFFSET, width, height);
      if (added && isDue(arm) && body.slope[1] === 0) body.value = estimateDepthScale(body.samples);
    }
    const hand = hands.samples[side];
    const offset = side === 0 ? LEFT_HAND_OFFSET : RIGHT_HAND_OFFSET;
    if (confidences[offset] > 0 && confidences[offset + 9] > 0) {
      const added = sampleDepth(hand, image, offset, width, height);
      if (added && isDue(hand) && hands.slope[1] === 0) hands.value = estimateDepthScale(hands.samples);
    }
  }
}

/** At powers of two and when full. */
const isDue = ({ count, capacity }: DepthSamples): boolean =>
  (count & (count - 1)) === 0 || count === capacity;
