/** What the lift knows of a recording beyond the frame at hand: camera, ruler, what z is worth. Learnt by learn-camera and learn-depth. */
import type { DepthSource } from '../../landmarks/landmark-clip.ts';
import { type ActorProportions, AVERAGE_PROPORTIONS } from '../../skeleton/actor/proportions.ts';
import { type Camera, createCamera, DEFAULT_FIELD_OF_VIEW } from '../../space/camera.ts';
import { createDepthSamples, type DepthSamples, type ScaledPart } from './depth-scale.ts';
import { createHeadFit, type HeadFit } from './head.ts';
import type { LiftedClip } from './network/lifted-clip.ts';
import { createPictureDepth, type PictureDepth } from './network/picture-depth.ts';
import { createFocalEvidence, createPlacement, type FocalEvidence, type Placement } from './placement.ts';
import { ARM_PARTS, DEPTH_FRAMES, HAND_PART } from './scaled-parts.ts';

/** What z of picture landmarks is worth, see depth-scale.ts. */
export interface DepthScale {
  /** What z is multiplied by. */
  value: number;
  /** [sum of image depth x world depth, sum of squared image depth], where there are world landmarks. */
  readonly slope: Float64Array;
  readonly samples: readonly DepthSamples[];
}

export interface LiftState {
  readonly camera: Camera;
  readonly depth: DepthSource;
  /** The signer's, as far as known: the ruler when there are no world landmarks. */
  proportions: ActorProportions;
  readonly focalEvidence: FocalEvidence;
  readonly depthScale: { readonly body: DepthScale; readonly hand: DepthScale };
  /** Depth of the shoulders less that of the hips, in picture landmarks' z: sum over frames. */
  readonly lean: { sum: number; frames: number };
  /** Widest distance between the shoulders so far, pixels: the ruler when there are no world landmarks. */
  shoulderPixels: number;
  readonly placement: Placement;
  /** Distance from which the z of picture points counts, of the part at hand, metres. */
  originDepth: number;
  readonly headFit: HeadFit;
  /** What a network says of the recording, where one was asked; live of the newest frame. */
  lifted: LiftedClip | null;
  /** What the z of hands is worth beside a lift. */
  readonly handDepth: PictureDepth;
  readonly point: Float64Array;
}

/** Landmarks of the body. */
export const SHOULDERS = [11, 12] as const;
export const BODY_WRISTS = [15, 16] as const;
/** Hips and all that is below them. */
export const FIRST_HIP = 23;

/**
 * Field of view along the longer side that is assumed of a recording without depth: between those of phones and webcams (60 to 78
 * degrees) and of studios (30 to 50). A lift sees too little of a lens to tell it: estimates stay within a fifth of what training showed.
 */
export const LIFTED_FIELD_OF_VIEW = (62 * Math.PI) / 180;

/** @param fieldOfView along the longer side, radians; an assumed one where nobody knows it */
export function createLiftState(
  imageSize: { width: number; height: number },
  depth: DepthSource,
  proportions: ActorProportions = AVERAGE_PROPORTIONS,
  lifted: LiftedClip | null = null,
  fieldOfView: number = lifted ? LIFTED_FIELD_OF_VIEW : DEFAULT_FIELD_OF_VIEW,
): LiftState {
  const { width, height } = imageSize;
  const camera = createCamera(width, height, fieldOfView);
  return {
    camera,
    depth,
    proportions,
    focalEvidence: createFocalEvidence(camera.focal),
    depthScale: { body: createDepthScale(ARM_PARTS), hand: createDepthScale([HAND_PART, HAND_PART]) },
    lean: { sum: 0, frames: 0 },
    shoulderPixels: 0,
    placement: createPlacement(),
    originDepth: 0,
    headFit: createHeadFit(),
    lifted,
    handDepth: createPictureDepth(),
    point: new Float64Array(3),
  };
}

const createDepthScale = (sides: readonly ScaledPart[]): DepthScale => ({
  value: sides[0].usual,
  slope: new Float64Array(2),
  samples: sides.map((part) => createDepthSamples(part, DEPTH_FRAMES)),
});
