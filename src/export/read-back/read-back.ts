/**
 * A written file -> the motion it holds, read from its bytes alone, and how far that is from the clip it was made of.
 * Solve space, metres. Every format has a reader of its own here, which shares nothing with the writer but the conversion of axes.
 */
import { angleQuat, multiplyQuat, quat, rotateVec3 } from '../../math/quat.ts';
import { DEGREES } from '../../math/scalar.ts';
import { addVec3, distanceVec3, type Numbers, vec3 } from '../../math/vec3.ts';
import { frameRotations, frameTranslation } from '../../motion/motion-clip.ts';
import { computeModelPose, computeRestPose } from '../../skeleton/forward-kinematics.ts';
import type { ExportInput } from '../exporter.ts';

export interface ReadMotion {
  readonly frameCount: number;
  /** Frames per second. */
  readonly fps: number;
  /** Parents before children. */
  readonly joints: readonly { readonly name: string; readonly parent: number }[];
  /** Local transforms of one frame. */
  frame(index: number): readonly { readonly translation: Numbers; readonly rotation: Numbers }[];
  /** The format has no rest rotations: what it holds are turns away from the rest pose. */
  readonly areTurns?: true;
  /** By name, a value per frame; null for a format without curves. */
  readonly curves: ReadonlyMap<string, ArrayLike<number>> | null;
}

export interface Deviation {
  /** Largest distance of a joint's place, metres, and of its rotation, degrees; in the model. */
  readonly position: number;
  readonly rotationDeg: number;
  readonly curve: number;
  /** What is not there or should not be; empty when all is. */
  readonly faults: readonly string[];
}

/** @param nameOf how the format spells a joint's name */
export function compareMotion(
  { clip }: ExportInput,
  read: ReadMotion,
  nameOf: (name: string) => string = (name) => name,
): Deviation {
  const { skeleton, timing } = clip;
  const faults: string[] = [];
  const fps = timing.rate.numerator / timing.rate.denominator;
  if (read.frameCount !== clip.frameCount) faults.push(`${read.frameCount} frames, not ${clip.frameCount}`);
  if (Math.abs(read.fps / fps - 1) > 1e-5) faults.push(`${read.fps} frames per second, not ${fps}`);
  const names = skeleton.jointNames.map(nameOf);
  const order = read.joints.map(({ name }) => names.indexOf(name));
  const unknown = read.joints.filter((_, i) => order[i] < 0).map(({ name }) => name);
  if (unknown.length > 0) faults.push(`joints of unknown names: ${unknown.slice(0, 3).join(', ')}`);
  const missing = names.filter((_, j) => !order.includes(j) && j >= skeleton.translatedJoint);
  if (missing.length > 0) faults.push(`without ${missing.slice(0, 3).join(', ')}`);
  const rest = computeRestPose(skeleton).rotations;
  let position = 0;
  let rotationDeg = 0;
  for (let f = 0; f < Math.min(clip.frameCount, read.frameCount); f++) {
    const wanted = computeModelPose(skeleton, frameRotations(clip, f), frameTranslation(clip, f));
    const places: Numbers[] = [];
    const turns: Numbers[] = [];
    read.frame(f).forEach(({ translation, rotation }, i) => {
      const { parent } = read.joints[i];
      const place = parent < 0 ? translation : rotateVec3(turns[parent], translation, vec3());
      places.push(parent < 0 ? place : addVec3(place, places[parent], vec3()));
      turns.push(parent < 0 ? rotation : multiplyQuat(turns[parent], rotation, quat()));
      const joint = order[i];
      if (joint < 0) return;
      const turn = read.areTurns ? multiplyQuat(turns[i], rest[joint]) : turns[i];
      position = Math.max(position, distanceVec3(places[i], wanted.positions[joint]));
      rotationDeg = Math.max(rotationDeg, angleQuat(turn, wanted.rotations[joint]) * DEGREES);
    });
  }
  return { position, rotationDeg, curve: compareCurves(clip, read.curves, faults), faults };
}

/** Largest difference of a value; curves that are missing go to the faults. */
export function compareCurves(
  { curveNames, curves, frameCount }: ExportInput['clip'],
  found: ReadMotion['curves'],
  faults: string[],
): number {
  let worst = 0;
  if (!found) return worst;
  curveNames.forEach((name, c) => {
    const values = found.get(name);
    if (!values) {
      faults.push(`without the curve ${name}`);
      return;
    }
    for (let f = 0; f < frameCount; f++) {
      worst = Math.max(worst, Math.abs(values[f] - curves[f * curveNames.length + c]));
    }
  });
  return worst;
}
