/**
 * Kalman filter and Rauch-Tung-Striebel smoother on local rotations: each joint turns at a speed that changes by random accelerations.
 * Zero phase over a clip; live, over the frames of look-ahead. Radians, seconds.
 *
 * Method: state = rotation q and speed w in its own tangent; predicted q exp(w dt); the difference to what was seen is a rotation vector,
 * of which the gain moves both. The axes are alike, so covariance is 2 x 2 and shared by the joints of a class. Going back, differences
 * to the prediction are passed on the same way. Turning of the tangent within one correction is left out: second order.
 * Source: Rauch, Tung, Striebel, "Maximum likelihood estimates of linear dynamic systems", AIAA Journal 1965.
 */
import { copyQuat, expQuat, logQuat, multiplyQuat, quat, relativeQuat } from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import { copyVec3, vec3 } from '../../math/vec3.ts';
import { ACTOR_JOINTS } from '../../skeleton/actor/joints.ts';
import { JOINT_CLASSES, SMOOTHING_CLASSES, type SmoothingClass } from './joint-class.ts';

/** Standard deviations: a frame's own error, radians, and acceleration, radians per second^2, of signing at its usual pace. */
const EXPECTED: Readonly<Record<SmoothingClass, { readonly error: number; readonly acceleration: number }>> =
  {
    trunk: { error: 2 * RADIANS, acceleration: 4 },
    head: { error: 3 * RADIANS, acceleration: 20 },
    arm: { error: 3 * RADIANS, acceleration: 25 },
    hand: { error: 3 * RADIANS, acceleration: 30 },
    fingers: { error: 6 * RADIANS, acceleration: 30 },
  };

/** Speed before any frame was seen, radians per second. */
const FIRST_SPEED = 5;

/** One frame after the frames before it, and the covariance per class: of the rotation, of both, of the speed. */
interface Filtered {
  readonly rotations: readonly Float64Array[];
  readonly speeds: readonly Float64Array[];
  readonly covariances: readonly Float64Array[];
}

export interface Kalman {
  readonly dt: number;
  /** Ring by frame. */
  readonly frames: readonly Filtered[];
  /** What going back has reached. */
  readonly rotations: readonly Float64Array[];
  readonly speeds: readonly Float64Array[];
  /** Frames taken. */
  count: number;
}

/** @param capacity frames that can be gone back over */
export function createKalman(fps: number, capacity: number): Kalman {
  const rotations = () => ACTOR_JOINTS.map(() => quat());
  const speeds = () => ACTOR_JOINTS.map(() => vec3());
  return {
    dt: 1 / fps,
    frames: Array.from({ length: capacity }, () => ({
      rotations: rotations(),
      speeds: speeds(),
      covariances: SMOOTHING_CLASSES.map(() => vec3()),
    })),
    rotations: rotations(),
    speeds: speeds(),
    count: 0,
  };
}

/** @param rotations [J] of the next frame */
export function pushKalman(kalman: Kalman, rotations: readonly Float64Array[]): void {
  const { dt, frames, count } = kalman;
  const now = frames[count % frames.length];
  kalman.count++;
  if (count === 0) {
    startAt(now, rotations);
    return;
  }
  const before = frames[(count - 1) % frames.length];
  for (let c = 0; c < SMOOTHING_CLASSES.length; c++) {
    const error = EXPECTED[SMOOTHING_CLASSES[c]].error ** 2;
    predictCovariance(kalman, c, before.covariances[c]);
    const scale = 1 / (predicted[0] + error);
    gains[c * 2] = predicted[0] * scale;
    gains[c * 2 + 1] = predicted[1] * scale;
    now.covariances[c][0] = error * gains[c * 2];
    now.covariances[c][1] = error * gains[c * 2 + 1];
    now.covariances[c][2] = predicted[2] - gains[c * 2 + 1] * predicted[1];
  }
  for (let j = 0; j < rotations.length; j++) {
    const c = JOINT_CLASSES[j];
    for (let k = 0; k < 3; k++) scaled[k] = before.speeds[j][k] * dt;
    turnBy(before.rotations[j], scaled, ahead);
    logQuat(relativeQuat(ahead, rotations[j], turn), difference);
    for (let k = 0; k < 3; k++) {
      now.speeds[j][k] = before.speeds[j][k] + gains[c * 2 + 1] * difference[k];
      difference[k] *= gains[c * 2];
    }
    turnBy(ahead, difference, now.rotations[j]);
  }
}

function startAt(now: Filtered, rotations: readonly Float64Array[]): void {
  SMOOTHING_CLASSES.forEach((name, c) => {
    now.covariances[c].set([EXPECTED[name].error ** 2, 0, FIRST_SPEED ** 2]);
  });
  rotations.forEach((rotation, j) => {
    copyQuat(rotation, now.rotations[j]);
    now.speeds[j].fill(0);
  });
}

/**
 * Goes back from the newest frame to `first`, at most as many frames as there is room for, and leaves its rotations in `rotations`.
 * @param visit told every frame on the way, newest first, while `rotations` hold it
 */
export function smoothBack(kalman: Kalman, first: number, visit?: (frame: number) => void): void {
  const { dt, frames, rotations, speeds, count } = kalman;
  const newest = frames[(count - 1) % frames.length];
  for (let j = 0; j < rotations.length; j++) {
    copyQuat(newest.rotations[j], rotations[j]);
    copyVec3(newest.speeds[j], speeds[j]);
  }
  visit?.(count - 1);
  for (let frame = count - 2; frame >= first; frame--) {
    const at = frames[frame % frames.length];
    for (let c = 0; c < SMOOTHING_CLASSES.length; c++) smootherGain(kalman, c, at.covariances[c]);
    for (let j = 0; j < rotations.length; j++) {
      const g = JOINT_CLASSES[j] * 4;
      for (let k = 0; k < 3; k++) scaled[k] = at.speeds[j][k] * dt;
      turnBy(at.rotations[j], scaled, ahead);
      logQuat(relativeQuat(ahead, rotations[j], turn), difference);
      for (let k = 0; k < 3; k++) {
        const faster = speeds[j][k] - at.speeds[j][k];
        correction[k] = back[g] * difference[k] + back[g + 1] * faster;
        speeds[j][k] = at.speeds[j][k] + back[g + 2] * difference[k] + back[g + 3] * faster;
      }
      turnBy(at.rotations[j], correction, rotations[j]);
    }
    visit?.(frame);
  }
}

/** predicted = F P F' + Q, F = [1 dt; 0 1], Q of an acceleration that is constant within a frame. */
function predictCovariance({ dt }: Kalman, c: number, covariance: Float64Array): void {
  const p = covariance[0];
  const m = covariance[1];
  const v = covariance[2];
  const q = (EXPECTED[SMOOTHING_CLASSES[c]].acceleration * dt) ** 2;
  predicted[0] = p + 2 * dt * m + dt * dt * v + (q * dt * dt) / 4;
  predicted[1] = m + dt * v + (q * dt) / 2;
  predicted[2] = v + q;
}

/** back[4 c ..] = P F' (predicted covariance)^-1, row by row. */
function smootherGain(kalman: Kalman, c: number, covariance: Float64Array): void {
  const { dt } = kalman;
  const at = c * 4;
  predictCovariance(kalman, c, covariance);
  const p = covariance[0] + dt * covariance[1];
  const m = covariance[1] + dt * covariance[2];
  const scale = 1 / (predicted[0] * predicted[2] - predicted[1] * predicted[1]);
  back[at] = (p * predicted[2] - covariance[1] * predicted[1]) * scale;
  back[at + 1] = (covariance[1] * predicted[0] - p * predicted[1]) * scale;
  back[at + 2] = (m * predicted[2] - covariance[2] * predicted[1]) * scale;
  back[at + 3] = (covariance[2] * predicted[0] - m * predicted[1]) * scale;
}

/** dst = rotation exp(vector). */
function turnBy(rotation: Float64Array, vector: Float64Array, dst: Float64Array): void {
  multiplyQuat(rotation, expQuat(vector, turn), dst);
}

const gains = new Float64Array(SMOOTHING_CLASSES.length * 2);
const back = new Float64Array(SMOOTHING_CLASSES.length * 4);
const predicted = vec3();
const ahead = quat();
const turn = quat();
const difference = vec3();
const correction = vec3();
const scaled = vec3();
