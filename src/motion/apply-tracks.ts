/**
 * A clip -> the same clip with its tracks shifted, smoothed, multiplied and offset, in that order. Curves stay within 0..1; lips that met
 * still meet. Head and torso turn against their parents, on the actor.
 */
import { TegnError } from '../issues/issues.ts';
import { expQuat, logQuat, multiplyQuat, quat, quatFromAxisAngle } from '../math/quat.ts';
import { clamp, RADIANS } from '../math/scalar.ts';
import { vec3 } from '../math/vec3.ts';
import { framesPerSecond } from '../space/timing.ts';
import { arkitSpelling } from './arkit-curves.ts';
import { LIPS_MEET } from './brief-events.ts';
import type { MotionClip } from './motion-clip.ts';
import { smoothCurves } from './smooth-curves.ts';
import type { TrackSetting, TrackSettings } from './track-settings.ts';
import {
  CURVE_TRACK_NAMES,
  type CurveTrack,
  forTrack,
  JOINT_TRACK_NAMES,
  JOINT_TRACKS,
  type JointTrack,
  trackColumns,
} from './tracks.ts';

/** Throws E_OPTION for head or torso of a clip that is not on the actor. */
export function applyTracks(clip: MotionClip, settings: TrackSettings): MotionClip {
  let { curves, rotations } = clip;
  for (const track of CURVE_TRACK_NAMES) {
    const setting = forTrack(settings, track);
    const columns = trackColumns(clip.curveNames, track);
    if (setting && columns.length > 0) curves = applyToCurves({ ...clip, curves }, track, columns, setting);
  }
  for (const track of JOINT_TRACK_NAMES) {
    const setting = settings[track];
    if (setting) rotations = applyToJoints({ ...clip, rotations }, track, setting);
  }
  return curves === clip.curves && rotations === clip.rotations ? clip : { ...clip, curves, rotations };
}

function applyToCurves(
  clip: MotionClip,
  track: CurveTrack,
  columns: readonly number[],
  { gain = 1, offset = 0, smoothing = 0, shift = 0 }: TrackSetting,
): Float32Array {
  const { curveNames, frameCount, timing } = clip;
  const count = curveNames.length;
  const later = Math.round(shift * framesPerSecond(timing.rate));
  const moved = clip.curves.slice();
  if (later !== 0) {
    for (let f = 0; f < frameCount; f++) {
      const from = clamp(f - later, 0, frameCount - 1);
      for (const c of columns) moved[f * count + c] = clip.curves[from * count + c];
    }
  }
  const out = moved.slice();
  if (smoothing > 0) smoothCurves({ ...clip, curves: moved }, columns, smoothing, out);
  if (gain !== 1) {
    for (let f = 0; f < frameCount; f++)
      for (const c of columns) out[f * count + c] = clamp(out[f * count + c] * gain, 0, 1);
  }
  if (offset !== 0)
    for (let f = 0; f < frameCount; f++) offsetFrame(out, f * count, curveNames, track, offset);
  return out;
}

/** Curves that an offset of a track raises, each with the one that it takes down first; the other way round when negative. */
const DIRECTIONS: Readonly<Record<CurveTrack, readonly (readonly [up: string, down: string | null])[]>> = {
  brows: [
    ['browOuterUpLeft', 'browDownLeft'],
    ['browOuterUpRight', 'browDownRight'],
    ['browInnerUp', null],
  ],
  lids: [
    ['eyeWideLeft', 'eyeSquintLeft'],
    ['eyeWideRight', 'eyeSquintRight'],
  ],
  gaze: [
    ['eyeLookUpLeft', 'eyeLookDownLeft'],
    ['eyeLookUpRight', 'eyeLookDownRight'],
  ],
  mouthing: [['jawOpen', null]],
  mouthGestures: [
    ['mouthSmileLeft', 'mouthFrownLeft'],
    ['mouthSmileRight', 'mouthFrownRight'],
  ],
  cheeks: [
    ['cheekSquintLeft', null],
    ['cheekSquintRight', null],
  ],
};

function offsetFrame(
  curves: Float32Array,
  from: number,
  curveNames: readonly string[],
  track: CurveTrack,
  offset: number,
): void {
  const column = (name: string | null): number => curveNames.findIndex((own) => arkitSpelling(own) === name);
  const take = (c: number, amount: number): number => {
    if (c < 0) return 0;
    const before = curves[from + c];
    curves[from + c] = clamp(before + amount, 0, 1);
    return Math.abs(curves[from + c] - before);
  };
  const jaw = column('jawOpen');
  const close = column('mouthClose');
  const met = track === 'mouthing' && close >= 0 && curves[from + jaw] - curves[from + close] < LIPS_MEET;
  for (const [up, down] of DIRECTIONS[track]) {
    const [raised, lowered] = offset > 0 ? [up, down] : [down, up];
    const amount = Math.abs(offset);
    take(column(raised), amount - take(column(lowered), -amount));
  }
  if (met) curves[from + close] = Math.max(curves[from + close], curves[from + jaw]);
}

/** No joint of neck or spine turns further, radians. */
const MOST_TURN = 45 * RADIANS;

function applyToJoints(
  clip: MotionClip,
  track: JointTrack,
  { gain = 1, offset = 0, smoothing = 0, shift = 0 }: TrackSetting,
): Float32Array {
  const { skeleton, frameCount, timing } = clip;
  const fps = framesPerSecond(timing.rate);
  const joints = JOINT_TRACKS[track].map((name) => skeleton.jointNames.indexOf(name));
  if (joints.includes(-1)) {
    throw new TegnError(
      'E_OPTION',
      `The track "${track}" expects the joints of the actor; the clip is on another skeleton.`,
    );
  }
  const later = Math.round(shift * fps);
  const deviation = smoothing * fps;
  const reach = Math.ceil(3 * deviation);
  quatFromAxisAngle(vec3(1, 0, 0), (offset * RADIANS) / joints.length, bow);
  const count = skeleton.jointNames.length;
  const out = clip.rotations.slice();
  for (const j of joints) {
    // turns away from rest stay far below half a turn: their vectors can be averaged
    const turns = Array.from({ length: frameCount }, (_, f) => {
      const at = (clamp(f - later, 0, frameCount - 1) * count + j) * 4;
      return logQuat(clip.rotations.subarray(at, at + 4));
    });
    for (let f = 0; f < frameCount; f++) {
      turn.fill(0);
      let total = 0;
      for (let k = Math.max(0, f - reach); k <= Math.min(frameCount - 1, f + reach); k++) {
        const weight = reach === 0 ? 1 : Math.exp(-0.5 * ((k - f) / deviation) ** 2);
        for (let axis = 0; axis < 3; axis++) turn[axis] += weight * turns[k][axis];
        total += weight;
      }
      const angle = Math.hypot(turn[0], turn[1], turn[2]) / total;
      const scale = Math.min(gain, MOST_TURN / angle) / total;
      for (let axis = 0; axis < 3; axis++) turn[axis] *= scale;
      const at = (f * count + j) * 4;
      out.set(multiplyQuat(bow, expQuat(turn, rotation), rotation), at);
    }
  }
  return out;
}

const bow = quat();
const turn = vec3();
const rotation = quat();
