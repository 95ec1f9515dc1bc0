/**
 * Animation of a glb -> transforms of its objects at a position in frames. Solve space (glTF's own).
 * A whole position is evaluated at the very key time of the frame, where glTF's interpolation gives the stored value unchanged;
 * a fraction is interpolated, for smooth playback.
 */
import {
  type AnimationClip,
  type KeyframeTrack,
  type Mesh,
  type Object3D,
  PropertyBinding,
  type TypedArray,
} from 'three';

export interface Sampler {
  readonly frameCount: number;
  readonly framesPerSecond: number;
  /** Poses the objects; position 0..frameCount - 1. */
  pose(position: number): void;
}

/** What a file states about its frames; null where it says nothing. */
export interface StatedTiming {
  readonly frameCount: number | null;
  readonly framesPerSecond: number | null;
}

export function createSampler(
  animation: AnimationClip | undefined,
  root: Object3D,
  stated: StatedTiming,
): Sampler {
  const tracks = animation?.tracks ?? [];
  const { times, framesPerSecond } = frameTimes(tracks, stated);
  const writers = tracks.flatMap((track) => createWriter(track, root) ?? []);

  return {
    frameCount: times.length,
    framesPerSecond,
    pose(position) {
      const frame = Math.min(times.length - 1, Math.max(0, Math.floor(position)));
      const next = Math.min(times.length - 1, frame + 1);
      const time = times[frame] + Math.max(0, position - frame) * (times[next] - times[frame]);
      for (const write of writers) write(time);
    },
  };
}

/** The keys of the densest track are the frames, unless the file states more of them (in a clip where nothing moves). */
function frameTimes(
  tracks: readonly KeyframeTrack[],
  { frameCount, framesPerSecond }: StatedTiming,
): { times: ArrayLike<number>; framesPerSecond: number } {
  let keys: ArrayLike<number> = [0];
  for (const { times } of tracks) if (times.length > keys.length) keys = times;
  const measured = keys.length > 1 ? (keys.length - 1) / (keys[keys.length - 1] - keys[0]) : 30;
  const rate = framesPerSecond ?? measured;
  if (frameCount === null || frameCount <= keys.length) return { times: keys, framesPerSecond: rate };
  return { times: Float32Array.from({ length: frameCount }, (_, f) => f / rate), framesPerSecond: rate };
}

function createWriter(track: KeyframeTrack, root: Object3D): ((time: number) => void) | null {
  const { nodeName, propertyName, propertyIndex } = PropertyBinding.parseTrackName(track.name);
  const object = PropertyBinding.findNode(root, nodeName) as Object3D | null;
  const interpolant = (track as unknown as { createInterpolant(): Interpolant }).createInterpolant();
  if (!object) return null;
  if (propertyName === 'quaternion') {
    return (time) => object.quaternion.fromArray(interpolant.evaluate(time));
  }
  if (propertyName === 'position') return (time) => object.position.fromArray(interpolant.evaluate(time));
  if (propertyName === 'scale') return (time) => object.scale.fromArray(interpolant.evaluate(time));
  const influences = (object as Mesh).morphTargetInfluences;
  if (propertyName !== 'morphTargetInfluences' || !influences) return null;
  if (propertyIndex !== undefined) {
    const target = Number(propertyIndex);
    return (time) => {
      influences[target] = interpolant.evaluate(time)[0];
    };
  }
  return (time) => {
    const weights = interpolant.evaluate(time);
    for (let i = 0; i < influences.length; i++) influences[i] = weights[i];
  };
}

interface Interpolant {
  evaluate(time: number): TypedArray;
}
