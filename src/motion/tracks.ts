/**
 * The named tracks of what a signer says besides the hands, each of which can be turned up, muted, smoothed or taken from another clip: six of
 * face curves, and the turns of head and torso. Mouthing follows a spoken word; mouth gestures belong to the sign.
 */
import { arkitSpelling } from './arkit-curves.ts';

export const CURVE_TRACKS = {
  brows: /^brow/,
  lids: /^eye(Blink|Wide|Squint)/,
  gaze: /^eyeLook/,
  mouthing: /^(jawOpen|mouth(Close|Funnel|Pucker|Roll|Press|Stretch|LowerDown|UpperUp))/,
  mouthGestures: /^(jaw(Forward|Left|Right)|mouth(Left|Right|Smile|Frown|Dimple|Shrug)|tongue)/,
  cheeks: /^(cheek|nose)/,
} as const;

/** Joints of the actor. */
export const JOINT_TRACKS = {
  head: ['neck1', 'neck2', 'head'],
  torso: ['spine1', 'spine2', 'spine3', 'spine4', 'spine5'],
} as const;

export type CurveTrack = keyof typeof CURVE_TRACKS;
export type JointTrack = keyof typeof JOINT_TRACKS;
export type TrackName = CurveTrack | JointTrack;

export const CURVE_TRACK_NAMES = Object.keys(CURVE_TRACKS) as CurveTrack[];
export const JOINT_TRACK_NAMES = Object.keys(JOINT_TRACKS) as JointTrack[];
export const TRACK_NAMES: readonly TrackName[] = [...CURVE_TRACK_NAMES, ...JOINT_TRACK_NAMES];

/** Several tracks under one name. */
export const TRACK_GROUPS = {
  mouth: ['mouthing', 'mouthGestures'],
  face: CURVE_TRACK_NAMES,
} as const satisfies Record<string, readonly TrackName[]>;
export type TrackGroup = keyof typeof TRACK_GROUPS;

/** Something per track; a group's stands for its tracks that have none of their own, `mouth` before `face`. */
export type PerTrack<T> = Readonly<Partial<Record<TrackName | TrackGroup, T>>>;

export function forTrack<T>(values: PerTrack<T>, track: TrackName): T | undefined {
  if (values[track] !== undefined) return values[track];
  for (const [group, tracks] of Object.entries(TRACK_GROUPS)) {
    const value = values[group as TrackGroup];
    if (value !== undefined && (tracks as readonly TrackName[]).includes(track)) return value;
  }
  return undefined;
}

/** Names that stand for tracks, for help and messages. */
export const TRACK_WORDS: readonly string[] = [...TRACK_NAMES, ...Object.keys(TRACK_GROUPS)];
export const isTrackWord = (name: string): name is TrackName | TrackGroup => TRACK_WORDS.includes(name);

/** Track of a curve, in ARKit's or Live Link's spelling. */
export const trackOfCurve = (curveName: string): CurveTrack | undefined =>
  CURVE_TRACK_NAMES.find((track) => CURVE_TRACKS[track].test(arkitSpelling(curveName)));

/** Columns of the curves of a track. */
export const trackColumns = (curveNames: readonly string[], track: CurveTrack): number[] =>
  curveNames.flatMap((name, c) => (trackOfCurve(name) === track ? [c] : []));
