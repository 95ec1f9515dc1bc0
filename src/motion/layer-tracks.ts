/**
 * Tracks of one clip laid over another: brows from this one, mouth from that one, at any weight. The layer is sampled at the clip's own times;
 * where it begins or ends within the clip it is eased in and out, and outside the clip keeps what it has.
 */
import { type Issue, issue, TegnError } from '../issues/issues.ts';
import { alignQuatSign, slerpQuat } from '../math/quat.ts';
import { clamp, smoothstep } from '../math/scalar.ts';
import { framesPerSecond } from '../space/timing.ts';
import { arkitSpelling } from './arkit-curves.ts';
import type { CurveClip } from './curve-clip.ts';
import type { MotionClip } from './motion-clip.ts';
import { sampleCurves } from './sample-curves.ts';
import {
  CURVE_TRACK_NAMES,
  forTrack,
  isTrackWord,
  JOINT_TRACK_NAMES,
  JOINT_TRACKS,
  type JointTrack,
  type PerTrack,
  trackOfCurve,
} from './tracks.ts';

export interface TrackLayer {
  /** A recorded face, or a motion on the actor, which has head and torso too. */
  readonly source: CurveClip | MotionClip;
  /** Tracks taken from it, and how much of each: 1 replaces, 0.5 is halfway. */
  readonly tracks: PerTrack<number>;
  /** Time in the clip at which the layer's first frame stands, seconds. 0 when absent. */
  readonly offset?: number;
}

/** Over which a layer that begins or ends within the clip is eased in and out, seconds. */
const EASE = 0.12;

/** Throws E_OPTION when the layer has none of a track, or no time in common with the clip. */
export function layerTracks(clip: MotionClip, layer: TrackLayer): { clip: MotionClip; issues: Issue[] } {
  const { source, offset = 0 } = layer;
  const fps = framesPerSecond(clip.timing.rate);
  const sourceFps = framesPerSecond(source.timing.rate);
  const length = (source.frameCount - 1) / sourceFps;
  const seconds = Float64Array.from({ length: clip.frameCount }, (_, f) => f / fps - offset);
  // a frame that lies within half a frame of the layer's ends is covered
  const slack = 0.5 / fps;
  const covered = seconds.map((t) => (t >= -slack && t <= length + slack ? 1 : 0));
  const first = covered.indexOf(1);
  const last = covered.lastIndexOf(1);
  if (first < 0) {
    throw new TegnError(
      'E_OPTION',
      `The layer "${source.name}" runs from ${offset.toFixed(2)} to ${(offset + length).toFixed(2)} s, the clip from 0 to ` +
        `${((clip.frameCount - 1) / fps).toFixed(2)} s: they have no frame in common.`,
    );
  }
  const shares = seconds.map((t, f) => {
    if (!covered[f]) return 0;
    const begins = first > 0 ? smoothstep(t, -slack, EASE) : 1;
    const ends = last < clip.frameCount - 1 ? smoothstep(length - t, -slack, EASE) : 1;
    return Math.min(begins, ends);
  });
  const times = seconds.map((t) => clamp(t * sourceFps, 0, source.frameCount - 1));
  const issues: Issue[] = [];
  if (first > 0 || last < clip.frameCount - 1) {
    issues.push(
      issue(
        'W_LAYER_SHORT',
        `The layer "${source.name}" covers frames ${first}-${last} of 0-${clip.frameCount - 1}.`,
        {
          frame: first,
          lastFrame: last,
          path: source.name,
        },
      ),
    );
  }
  const withCurves = layerCurves(clip, layer, shares, times, sourceFps / fps);
  return { clip: layerJoints(withCurves, layer, shares, times), issues };
}

function layerCurves(
  clip: MotionClip,
  { source, tracks }: TrackLayer,
  shares: Float64Array,
  times: Float64Array,
  step: number,
): MotionClip {
  const names = source.curveNames.map(arkitSpelling);
  const held = new Set(names.map(trackOfCurve));
  const lacking = CURVE_TRACK_NAMES.find((track) => tracks[track] !== undefined && !held.has(track));
  if (lacking)
    throw new TegnError('E_OPTION', `The layer "${source.name}" has no curves of the track "${lacking}".`);
  // a track that the layer has is taken whole: curves of it that the layer lacks are 0 there
  const weightOf = (name: string): number => {
    const track = trackOfCurve(name);
    return track && held.has(track) ? (forTrack(tracks, track) ?? 0) : 0;
  };
  const before = clip.curveNames.length;
  const added = names.filter((name) => weightOf(name) > 0 && !clip.curveNames.includes(name));
  const curveNames = [...clip.curveNames, ...added];
  const weights = curveNames.map(weightOf);
  const columns = curveNames.map((name) => names.indexOf(name));
  const sampled = sampleCurves(source, times, step);
  const curves = new Float32Array(clip.frameCount * curveNames.length);
  for (let f = 0; f < clip.frameCount; f++) {
    for (let c = 0; c < curveNames.length; c++) {
      const own = c < before ? clip.curves[f * before + c] : 0;
      const theirs = columns[c] < 0 ? 0 : sampled[f * names.length + columns[c]];
      curves[f * curveNames.length + c] = own + (theirs - own) * weights[c] * shares[f];
    }
  }
  return { ...clip, curveNames, curves, provenance: faceProvenance(clip, tracks, shares) };
}

/** A face that comes from the layer altogether was measured there. */
function faceProvenance(clip: MotionClip, tracks: PerTrack<number>, shares: Float64Array): Uint8Array {
  const face = clip.partNames.indexOf('face');
  if (face < 0 || CURVE_TRACK_NAMES.some((track) => forTrack(tracks, track) !== 1)) return clip.provenance;
  return clip.provenance.map((flags, i) => {
    const frame = Math.floor(i / clip.partNames.length);
    return i % clip.partNames.length === face && shares[frame] === 1 ? 0 : flags;
  });
}

function layerJoints(
  clip: MotionClip,
  { source, tracks }: TrackLayer,
  shares: Float64Array,
  times: Float64Array,
): MotionClip {
  const wanted = JOINT_TRACK_NAMES.filter((track) => (tracks[track] ?? 0) > 0);
  if (wanted.length === 0) return clip;
  if (!('rotations' in source))
    throw new TegnError(
      'E_OPTION',
      `The layer "${source.name}" holds a face only; it has no track "${wanted[0]}".`,
    );
  const rotations = clip.rotations.slice();
  const count = clip.skeleton.jointNames.length;
  const sourceCount = source.skeleton.jointNames.length;
  for (const track of wanted) {
    for (const name of JOINT_TRACKS[track]) {
      const [j, k] = [clip, source].map(({ skeleton }) => jointOf(skeleton.jointNames, name, track));
      const sourceAt = (frame: number) =>
        source.rotations.subarray((frame * sourceCount + k) * 4, (frame * sourceCount + k + 1) * 4);
      for (let f = 0; f < clip.frameCount; f++) {
        const low = Math.floor(times[f]);
        const high = Math.min(low + 1, source.frameCount - 1);
        const own = rotations.subarray((f * count + j) * 4, (f * count + j) * 4 + 4);
        const theirs = slerpQuat(sourceAt(low), sourceAt(high), times[f] - low);
        slerpQuat(own, theirs, (tracks[track] ?? 0) * shares[f], own);
        if (f > 0) alignQuatSign(own, rotations.subarray(((f - 1) * count + j) * 4).subarray(0, 4));
      }
    }
  }
  return { ...clip, rotations };
}

function jointOf(jointNames: readonly string[], name: string, track: JointTrack): number {
  const index = jointNames.indexOf(name);
  if (index < 0)
    throw new TegnError(
      'E_OPTION',
      `The track "${track}" expects the joint "${name}" of the actor, found none.`,
    );
  return index;
}

/** "brows,mouth:0.5" -> weights; null when the words are not all tracks. */
export function parseLayerTracks(text: string): PerTrack<number> | null {
  const tracks: Record<string, number> = {};
  for (const part of text.split(',')) {
    const [name, weight = '1', rest] = part.trim().split(':');
    if (!isTrackWord(name) || rest !== undefined || !(Number(weight) > 0 && Number(weight) <= 1)) return null;
    tracks[name] = Number(weight);
  }
  return tracks;
}
