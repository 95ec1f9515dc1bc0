/** What every reader of recordings takes and gives. */
import { type Issue, issue, TegnError } from '../issues/issues.ts';
import { type FrameRate, frameRateFromDecimal } from '../space/timing.ts';
import { hasBody, type LandmarkDraft } from './draft.ts';
import type { LandmarkRecording } from './landmark-clip.ts';

export interface ReadOptions {
  /** Which person of a file with several, from 0. Default: the most central one. */
  readonly person?: number;
  /** Frames per second of files that do not say. Default 25. */
  readonly fps?: number;
  /** Pixels, for files that do not say. Default 1280 x 720, for a hand alone 640 x 480. */
  readonly imageSize?: { readonly width: number; readonly height: number };
  /** Side of a hand without a label. Default: the one its fingers bend like. */
  readonly hand?: 'left' | 'right';
  /** Leaves z and world landmarks out: for trackers whose depth is worse than none, and to see what a lift makes of it. */
  readonly flat?: boolean;
  /** Most frames a recording may have. */
  readonly frameLimit?: number;
}

export const READ_DEFAULTS = {
  fps: 25,
  imageSize: { width: 1280, height: 720 },
  /** Pictures of a hand alone mostly come from webcams: of two letter collections one is 4:3, the other close to it. */
  handImageSize: { width: 640, height: 480 },
  /** One hour at 30 frames per second: 1 GB of landmarks. */
  frameLimit: 108_000,
} as const;

export interface LandmarkReader {
  readonly description: string;
  /** Without the dot; only asked when no reader knows the content. */
  readonly extensions: readonly string[];
  /** Whether the content is of this kind. Must not throw. */
  accepts(bytes: Uint8Array): boolean;
  /** Throws TegnError. */
  read(bytes: Uint8Array, name: string, options: ReadOptions): LandmarkRecording | Promise<LandmarkRecording>;
}

/** Throws E_NO_FRAMES, E_LIMIT. */
export function assertFrameCount(frameCount: number, options: ReadOptions): void {
  if (frameCount < 1) throw new TegnError('E_NO_FRAMES', 'Expected at least one frame, found none.');
  const limit = options.frameLimit ?? READ_DEFAULTS.frameLimit;
  if (frameCount > limit) {
    throw new TegnError('E_LIMIT', `The file holds ${frameCount} frames; the limit is ${limit}.`, {
      expected: `at most ${limit} frames`,
      found: frameCount,
    });
  }
}

/** The rate the file gives, else the option, else the default with an issue. Throws E_FRAME_RATE. */
export function chooseFrameRate(
  fps: number | undefined,
  frameCount: number,
  options: ReadOptions,
  issues: Issue[],
): FrameRate {
  if (fps === undefined && options.fps === undefined && frameCount > 1) {
    issues.push(issue('W_FRAME_RATE', `The file gives no frame rate; ${READ_DEFAULTS.fps} was assumed.`));
  }
  return frameRateFromDecimal(fps ?? options.fps ?? READ_DEFAULTS.fps);
}

/** The size the file gives, else the option, else the default for what was found, with an issue. */
export function chooseImageSize(
  size: { readonly width: number; readonly height: number } | undefined,
  draft: LandmarkDraft,
  options: ReadOptions,
  issues: Issue[],
): { readonly width: number; readonly height: number } {
  if (size) return size;
  if (options.imageSize) return options.imageSize;
  const assumed = hasBody(draft) ? READ_DEFAULTS.imageSize : READ_DEFAULTS.handImageSize;
  const { width, height } = assumed;
  issues.push(issue('W_IMAGE_SIZE', `The file gives no picture size; ${width} x ${height} was assumed.`));
  return assumed;
}

/**
 * Index of the person to read. `eccentricity` tells how far a person keeps from the centre of the picture.
 * Throws E_PERSON when the chosen one is not there.
 */
export function choosePerson(
  count: number,
  eccentricity: (person: number) => number,
  options: ReadOptions,
  issues: Issue[],
): number {
  const { person } = options;
  if (person !== undefined) {
    if (person < count) return person;
    throw new TegnError('E_PERSON', `Expected person 0 to ${count - 1}, found ${person}.`, {
      expected: `0 to ${count - 1}`,
      found: person,
    });
  }
  if (count <= 1) return 0;
  let chosen = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const distance = eccentricity(i);
    if (distance < least) {
      least = distance;
      chosen = i;
    }
  }
  issues.push(
    issue(
      'I_PERSON_CHOSEN',
      `The file holds ${count} people; person ${chosen}, the most central one, was taken.`,
    ),
  );
  return chosen;
}
