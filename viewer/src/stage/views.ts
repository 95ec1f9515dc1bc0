/**
 * A body and its animation -> where the camera stands for each named view. Solve space, metres.
 * Boxes are gathered over the clip once, so that the camera stands still while the signer moves.
 */
import { Box3, type Object3D, Vector3 } from 'three';
import type { Sampler } from '../clip/sampler.ts';

export const VIEW_NAMES = ['front', 'hands', 'face', 'side'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

export interface View {
  readonly box: Box3;
  /** From the middle of the box towards the camera, unit length. */
  readonly direction: Vector3;
}

/** Frames looked at in a long clip; hands do not leave the space that these span by much. */
const MOST_FRAMES = 150;
/** Flesh around the joints: crown, finger tips, shoulders; metres. */
const UPPER_BODY_MARGIN = 0.14;
const HAND_MARGIN = 0.05;
/** A hand this far above the hips is signing rather than resting; metres. */
const RAISED = 0.1;

export function createBodyViews(
  body: Object3D,
  joints: ReadonlyMap<string, Object3D>,
  sampler: Sampler,
): Record<ViewName, View> {
  const head = joints.get('head');
  const pelvis = joints.get('pelvis');
  const hands = [joints.get('hand_l'), joints.get('hand_r')].filter((joint) => joint !== undefined);
  const bounds = new Box3();
  const upperBody = new Box3();
  const raisedHands = new Box3();
  const allHands = new Box3();
  const point = new Vector3();
  const step = Math.max(1, Math.ceil(sampler.frameCount / MOST_FRAMES));
  for (let frame = 0; frame < sampler.frameCount; frame += step) {
    sampler.pose(frame);
    body.updateWorldMatrix(true, true);
    if (frame === 0) bounds.setFromObject(body, true);
    if (!pelvis || !head) continue;
    const hips = pelvis.getWorldPosition(point).y;
    upperBody.expandByPoint(point);
    upperBody.expandByPoint(head.getWorldPosition(point));
    for (const hand of hands) {
      const raised = hand.getWorldPosition(point).y > hips + RAISED;
      hand.traverse((joint) => {
        joint.getWorldPosition(point);
        upperBody.expandByPoint(point);
        allHands.expandByPoint(point);
        if (raised) raisedHands.expandByPoint(point);
      });
    }
  }
  sampler.pose(0);
  body.updateWorldMatrix(true, true);
  if (!head || upperBody.isEmpty()) upperBody.copy(bounds);
  else upperBody.expandByScalar(UPPER_BODY_MARGIN);
  const handBox = raisedHands.isEmpty() ? allHands : raisedHands;
  if (handBox.isEmpty()) handBox.copy(upperBody);
  else handBox.expandByScalar(HAND_MARGIN);
  const face = head ? headBox(head) : upperBody;
  const front = new Vector3(0, 0, 1);
  return {
    front: { box: upperBody, direction: front },
    hands: { box: handBox, direction: new Vector3(0, 0.25, 1).normalize() },
    face: { box: face, direction: front },
    side: { box: upperBody, direction: new Vector3(1, 0, 0.12).normalize() },
  };
}

/** The head joint sits between the ears: a head of common size reaches as far up as down from just above it. */
function headBox(head: Object3D): Box3 {
  const middle = head.getWorldPosition(new Vector3()).add(new Vector3(0, 0.03, 0.03));
  return new Box3().setFromCenterAndSize(middle, new Vector3(0.26, 0.34, 0.26));
}
