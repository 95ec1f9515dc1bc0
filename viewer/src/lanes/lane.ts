/** What is drawn under the scrubber, as plain data: runs of frames of a kind, or one value per frame. */

/** What a run is. Those of FLAGS lie over another kind, or stand alone. */
export type RunKind =
  | 'measured'
  | 'repaired'
  | 'invented'
  | 'clamped'
  | 'outOfLimit'
  | 'seen'
  | 'unsure'
  | 'missing'
  | 'kept'
  | 'open';

/** Kinds that are as they should be: they are drawn thin and not told of. */
export const QUIET_KINDS: ReadonlySet<RunKind> = new Set(['measured', 'seen']);

export interface Run {
  readonly first: number;
  /** Included. */
  readonly last: number;
  /** What it is made of, first, then what lies over it. */
  readonly kinds: readonly RunKind[];
  /** What it is, where its kind does not say all. */
  readonly label?: string;
}

export interface RunLane {
  readonly type: 'runs';
  /** Unique among all lanes. */
  readonly id: string;
  /** A part of the body; null where the runs have labels of their own. */
  readonly part: string | null;
  /** In order, without overlap. */
  readonly runs: readonly Run[];
}

export interface CurveLane {
  readonly type: 'curve';
  readonly id: string;
  /** Of a curve or a joint. */
  readonly name: string;
  /** [F] */
  readonly values: Float32Array;
  /** The ends of what is drawn. */
  readonly low: number;
  readonly high: number;
  /** Values that are not to be passed, drawn as lines. */
  readonly limits: readonly number[];
  readonly unit: 'share' | 'degreesPerSecond';
}

export type Lane = RunLane | CurveLane;

export const GROUP_NAMES = ['provenance', 'presence', 'contacts', 'clamps', 'face', 'speed'] as const;
export type GroupName = (typeof GROUP_NAMES)[number];

export interface LaneGroup {
  readonly name: GroupName;
  readonly lanes: readonly Lane[];
  /** Everything that could be a lane of it, where that can be chosen; empty elsewhere. */
  readonly choices: readonly string[];
}
