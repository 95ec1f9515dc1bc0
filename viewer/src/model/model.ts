/** A rigged character of the user's own: a file with a skeleton in which nothing moves. Recordings are shown on it. */
import { type AnimationClip, Mesh, type Object3D } from 'three';
import type { Rig } from '../../../src/index.ts';
import { isJoint, type LoadedBody } from '../clip/load-body.ts';
import type { UnderstoodSkeleton } from '../solve/messages.ts';

export interface Model {
  readonly fileName: string;
  readonly loaded: LoadedBody;
  readonly understood: UnderstoodSkeleton | null;
  /** Why its skeleton could not be understood, in words. */
  readonly problem: string | null;
}

/** Settings name a rig; the character that it was read from is found here. */
const models = new WeakMap<Rig, Model>();

export const modelOf = (rig: Rig | undefined): Model | null => (rig && models.get(rig)) ?? null;

export function keepModel(model: Model): Model {
  if (model.understood) models.set(model.understood.rig, model);
  return model;
}

/** Deeper under the floor than soles and toes are; metres. */
const SUNKEN = 0.15;

/** A character whose origin is not between its feet is put on the floor. */
export function standOnFloor(body: Object3D): void {
  body.updateWorldMatrix(true, true);
  let lowest = 0;
  body.traverse((object) => {
    if (isJoint(object)) lowest = Math.min(lowest, object.matrixWorld.elements[13]);
  });
  if (lowest < -SUNKEN) body.position.y = -lowest;
}

/** It has joints and a surface on them, and nothing in it moves. */
export function isModel({ body, animation, extras }: LoadedBody): boolean {
  if (extras.some((said) => typeof said === 'object' && said !== null && 'tegn' in said)) return false;
  let joints = 0;
  let surfaces = 0;
  body.traverse((object: Object3D) => {
    if (isJoint(object)) joints++;
    if (object instanceof Mesh) surfaces++;
  });
  return joints > 0 && surfaces > 0 && !(animation && moves(animation));
}

/** Less is rounding. */
const STILL = 1e-4;

const moves = ({ tracks }: AnimationClip): boolean =>
  tracks.some((track) => {
    const size = track.getValueSize();
    return track.values.some((value, i) => Math.abs(value - track.values[i % size]) > STILL);
  });
