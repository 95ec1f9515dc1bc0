/**
 * Reads the ClipMetadata that tegn writes into a glb. Files of others have none of it, or something else under the same names:
 * every field is looked at before it is believed, and what is missing is left out.
 */
import {
  type ContactReport,
  type FrameRate,
  frameRateFromDecimal,
  framesPerSecond,
  type Issue,
  VELOCITY_LIMITS,
  type VelocityLimit,
} from '../../../src/index.ts';
import type { StatedTiming } from './sampler.ts';

export interface PartQuality {
  readonly part: string;
  /** Shares of frames, 0..1, by name: measured, repaired, invented, clamped. */
  readonly shares: Readonly<Record<string, number>>;
}

export interface ShownMetadata {
  readonly gloss?: string;
  readonly source?: string;
  readonly kind?: string;
  readonly licence?: string;
  readonly timing: StatedTiming;
  /** The exact rate, where it is stated. */
  readonly rate: FrameRate | null;
  /** Number of the first frame in the source. */
  readonly startFrame: number;
  readonly target?: string;
  readonly approximate: boolean;
  readonly tegnVersion?: string;
  readonly parts: readonly PartQuality[];
  /** Runs of frames per part that were not measured; null where the file does not say. */
  readonly provenance: Readonly<Record<string, unknown>> | null;
  readonly issues: readonly Pick<Issue, 'code' | 'severity' | 'message' | 'joint' | 'frame' | 'lastFrame'>[];
  /** What touched what, and how much of it the target kept; null where the file does not say. */
  readonly contacts: readonly ShownContact[] | null;
  /** The velocity limits that the clip was made with. */
  readonly clamp?: VelocityLimit;
}

export type ShownContact = Pick<ContactReport, 'what' | 'first' | 'last' | 'residualCm'>;

type Fields = Readonly<Record<string, unknown>>;

/**
 * `places` are the extras of asset and scene, of which the first that tegn wrote is taken; `animation` those of the animation,
 * where the timing stands.
 */
export function readMetadata(places: readonly unknown[], animation: unknown): ShownMetadata {
  const fields = places.map(tegnFields).find((found) => found !== null) ?? {};
  const source = object(fields['source']);
  const target = object(fields['target']);
  const quality = object(fields['quality']);
  const timed = object(animation);
  const retarget = object(quality['retarget']);
  const rate = readRate(timed, fields['fps']);
  return {
    gloss: text(fields['gloss']),
    source: text(source['file']),
    kind: text(source['kind']),
    licence: text(fields['licence']),
    timing: {
      frameCount: isCount(timed['frameCount']) && timed['frameCount'] > 0 ? timed['frameCount'] : null,
      framesPerSecond: rate && framesPerSecond(rate),
    },
    rate,
    startFrame: isCount(timed['startFrame']) ? timed['startFrame'] : 0,
    target: text(target['name']),
    approximate: target['approximate'] === true,
    tegnVersion: text(fields['tegnVersion']),
    provenance: text(fields['tegnVersion']) ? object(timed['provenance']) : null,
    parts: readParts(object(quality['parts'] ?? quality)),
    issues: readIssues(fields['issues'] ?? quality['issues']),
    contacts: Array.isArray(retarget['contacts']) ? retarget['contacts'].flatMap(readContact) : null,
    clamp: readClamp(object(fields['options'])['clamp']),
  };
}

/** The metadata may stand in the extras directly or under the key "tegn". */
function tegnFields(extras: unknown): Fields | null {
  const fields = object(extras);
  const own = 'tegn' in fields ? object(fields['tegn']) : fields;
  return 'tegnVersion' in own ? own : null;
}

/** The exact rate of the animation, such as "30000/1001", else the decimal that stands with the rest. */
function readRate({ frameRate }: Fields, fps: unknown): FrameRate | null {
  const [, numerator, denominator] = (/^(\d+)\/(\d+)$/.exec(text(frameRate) ?? '') ?? []).map(Number);
  const exact = numerator / denominator;
  if (exact > 0 && exact <= 1000) return { numerator, denominator };
  return typeof fps === 'number' && fps > 0 && fps <= 1000 ? frameRateFromDecimal(fps) : null;
}

function readContact(value: unknown): ShownContact[] {
  const { what, first, last, residualCm } = object(value);
  const isTold =
    typeof what === 'string' &&
    isCount(first) &&
    isCount(last) &&
    first <= last &&
    typeof residualCm === 'number' &&
    residualCm >= 0;
  return isTold ? [{ what, first, last, residualCm }] : [];
}

function readClamp(value: unknown): VelocityLimit | undefined {
  if (typeof value === 'number') return value > 0 ? value : undefined;
  return typeof value === 'string' && Object.hasOwn(VELOCITY_LIMITS, value)
    ? (value as VelocityLimit)
    : undefined;
}

function readParts(quality: Fields): PartQuality[] {
  return Object.entries(quality).flatMap(([part, value]) => {
    const shares = Object.fromEntries(
      Object.entries(object(value)).filter((entry): entry is [string, number] => isShare(entry[1])),
    );
    return Object.keys(shares).length > 0 ? [{ part, shares }] : [];
  });
}

function readIssues(value: unknown): ShownMetadata['issues'] {
  if (!Array.isArray(value)) return [];
  return value.map(object).flatMap(({ code, severity, message, joint, frame, lastFrame }) =>
    typeof message === 'string'
      ? [
          {
            code: (text(code) ?? '') as Issue['code'],
            severity: severity === 'error' || severity === 'warning' ? severity : ('info' as const),
            message,
            joint: text(joint),
            ...(isCount(frame) && {
              frame,
              lastFrame: isCount(lastFrame) && lastFrame >= frame ? lastFrame : frame,
            }),
          },
        ]
      : [],
  );
}

const object = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
