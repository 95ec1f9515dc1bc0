/**
 * A body and its animation -> where the camera stands for each named view. Solve space, metres.
 * Boxes are gathered over the clip once, from joints alone, so that the camera stands still while the signer moves; close-ups of one hand
 * go along with it, and the signer's own view stands where the eyes are.
 */
import { Box3, Mesh, type Object3D, Quaternion, Vector3 } from 'three';
import type { Roles } from '../clip/body-roles.ts';
import { isJoint } from '../clip/load-body.ts';
import type { Sampler } from '../clip/sampler.ts';

export const VIEW_NAMES = ['front', 'hands', 'leftHand', 'rightHand', 'face', 'side', 'top', 'own'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

export interface View {
  readonly box: Box3;
  /** From the middle of the box towards the camera, unit length. */
  readonly direction: Vector3;
  /** The box goes where this goes. */
  readonly follow?: Object3D;
  /** The camera stands here and looks at the box, rather than as far back as shows it whole. */
  readonly eye?: Vector3;
  /** Upright opening of the camera, degrees; the stage's own where it is not said. */
  readonly fovDeg?: number;
}

/** Frames looked at; hands do not leave the space that these span by much. Each costs the pose of a whole body, about 0.1 ms. */
const MOST_FRAMES = 24;
/** Flesh around the joints: crown, finger tips, shoulders; metres. */
const UPPER_BODY_MARGIN = 0.14;
const HAND_MARGIN = 0.05;
/** A hand this far above the hips is signing rather than resting; metres. */
const RAISED = 0.1;
/** An open hand fits in; metres. */
const ONE_HAND = 0.27;
/** From the middle of the head to just before the eyes, so that no lid or lock of hair is in the way; metres. */
const EYES_FORWARD = 0.13;
/** What a person sees without turning the eyes much. */
const OWN_FOV_DEG = 85;

/** @param headCenter middle of the head in the head joint's own frame, metres, where it is known */
export function createBodyViews(
  body: Object3D,
  roles: Roles<Object3D>,
  sampler: Sampler,
  headCenter?: ArrayLike<number>,
): Record<ViewName, View> {
  const { upperBody, hands, whole } = gatherBoxes(body, roles, sampler, headCenter);
  const front = new Vector3(0, 0, 1);
  const { head } = roles;
  const middle = head ? headMiddle(head, headCenter) : upperBody.getCenter(new Vector3());
  /** A head of common size reaches as far up as down from its middle. */
  const face = head ? new Box3().setFromCenterAndSize(middle, new Vector3(0.26, 0.34, 0.26)) : upperBody;
  const oneHand = (side: 'left' | 'right'): View => {
    const follow = roles[`${side}Middle1`] ?? roles[`${side}Hand`];
    if (!follow) return { box: hands, direction: front };
    const centre = follow.getWorldPosition(new Vector3());
    const box = new Box3().setFromCenterAndSize(centre, new Vector3(ONE_HAND, ONE_HAND, ONE_HAND));
    return { box, follow, direction: new Vector3(side === 'left' ? 0.25 : -0.25, 0.15, 1).normalize() };
  };
  return {
    front: { box: upperBody, direction: front },
    hands: { box: hands, direction: new Vector3(0, 0.25, 1).normalize() },
    leftHand: oneHand('left'),
    rightHand: oneHand('right'),
    face: { box: face, direction: front },
    side: { box: upperBody, direction: new Vector3(1, 0, 0.12).normalize() },
    // not quite from above, where no way is up
    top: { box: head ? upperBody : whole, direction: new Vector3(0, 1, 0.05).normalize() },
    own: head
      ? {
          box: towardsMiddle(hands),
          direction: front,
          eye: middle.clone().addScaledVector(front, EYES_FORWARD),
          fovDeg: OWN_FOV_DEG,
        }
      : { box: upperBody, direction: new Vector3(0, 0, -1) },
  };
}

function gatherBoxes(
  body: Object3D,
  { head, pelvis, leftHand, rightHand }: Roles<Object3D>,
  sampler: Sampler,
  headCenter: ArrayLike<number> | undefined,
): { readonly upperBody: Box3; readonly hands: Box3; readonly whole: Box3 } {
  const whole = new Box3();
  const upperBody = new Box3();
  const raisedHands = new Box3();
  const allHands = new Box3();
  const joints: Object3D[] = [];
  body.traverse((object) => {
    if (isJoint(object)) joints.push(object);
  });
  const hands = [leftHand, rightHand].filter((hand) => hand !== undefined).map(jointsBelow);
  const point = new Vector3();
  const step = Math.max(1, Math.ceil(sampler.frameCount / MOST_FRAMES));
  for (let frame = 0; frame < sampler.frameCount; frame += step) {
    sampler.pose(frame);
    body.updateWorldMatrix(true, true);
    for (const joint of joints) whole.expandByPoint(point.setFromMatrixPosition(joint.matrixWorld));
    if (!pelvis || !head) continue;
    upperBody.expandByPoint(headMiddle(head, headCenter));
    upperBody.expandByPoint(point.setFromMatrixPosition(pelvis.matrixWorld));
    const hips = point.y;
    for (const hand of hands) {
      const raised = point.setFromMatrixPosition(hand[0].matrixWorld).y > hips + RAISED;
      for (const joint of hand) {
        point.setFromMatrixPosition(joint.matrixWorld);
        upperBody.expandByPoint(point);
        allHands.expandByPoint(point);
        if (raised) raisedHands.expandByPoint(point);
      }
    }
  }
  sampler.pose(0);
  body.updateWorldMatrix(true, true);
  if (!head) addSurfaces(body, whole);
  else whole.expandByScalar(UPPER_BODY_MARGIN);
  if (upperBody.isEmpty()) upperBody.copy(whole);
  else upperBody.expandByScalar(UPPER_BODY_MARGIN);
  const handBox = raisedHands.isEmpty() ? allHands : raisedHands;
  if (handBox.isEmpty()) handBox.copy(upperBody);
  else handBox.expandByScalar(HAND_MARGIN);
  return { upperBody, hands: handBox, whole };
}

function jointsBelow(hand: Object3D): Object3D[] {
  const joints: Object3D[] = [];
  hand.traverse((object) => {
    if (object === hand || isJoint(object)) joints.push(object);
  });
  return joints;
}

/** Half way to where both hands would be, so that one which rests is seen from the corner of the eye. */
function towardsMiddle(hands: Box3): Box3 {
  const centre = hands.getCenter(new Vector3());
  return hands.clone().translate(new Vector3(-centre.x / 2, 0, 0));
}

/** For what is no person. */
function addSurfaces(body: Object3D, box: Box3): void {
  const own = new Box3();
  body.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.computeBoundingBox();
    box.union(own.copy(object.geometry.boundingBox!).applyMatrix4(object.matrixWorld));
  });
  if (box.isEmpty()) box.set(new Vector3(-1, 0, -1), new Vector3(1, 2, 1));
}

/** Our own head joint sits between the ears, a little low and far back. */
function headMiddle(head: Object3D, center: ArrayLike<number> | undefined): Vector3 {
  const at = head.getWorldPosition(new Vector3());
  if (!center) return at.add(new Vector3(0, 0.03, 0.03));
  const own = new Vector3(center[0], center[1], center[2]);
  return at.add(own.applyQuaternion(head.getWorldQuaternion(new Quaternion())));
}
