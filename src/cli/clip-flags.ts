/** The flags that say how a file is read and how a recording becomes a clip; the same on every command that does it. */
import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { READ_DEFAULTS, type ReadOptions } from '../landmarks/reader.ts';
import { CLIP_DEFAULTS, type ClipOptions } from '../pipeline/make-clip.ts';
import { TARGETS } from '../skeleton/targets.ts';
import { createLazyLifter } from '../solver/lift/network/load-lifter.node.ts';
import { ONE_EURO_DEFAULTS, type OneEuroOptions } from '../solver/smoothing/one-euro.ts';
import { SMOOTHINGS, type SmoothingName } from '../solver/smoothing/smoothing.ts';
import { VELOCITY_LIMITS, type VelocityLimit, type VelocityLimitName } from '../solver/velocity-limit.ts';
import type { Config } from './config.ts';
import { addFaceFlags, type FaceFlags, faceOptions } from './face-flags.ts';
import { readActor } from './read-actor.ts';
import { readTarget } from './target-option.ts';

export interface ReadFlags {
  person?: number;
  sourceFps?: number;
  imageSize?: { width: number; height: number };
  hand?: 'left' | 'right';
}

export interface ClipFlags extends ReadFlags, FaceFlags {
  target?: string;
  mirror?: boolean;
  rootMotion?: boolean;
  clamp?: VelocityLimit;
  smoothing?: SmoothingName;
  oneEuro?: OneEuroOptions;
  places?: boolean;
  fps?: number;
  trim?: [number, number];
  actor?: string;
}

export function addReadFlags(command: Command): Command {
  const { fps, imageSize, handImageSize } = READ_DEFAULTS;
  return command
    .option(
      '--person <number>',
      'person of a file with several, from 0. Default: the most central one',
      parseIndex,
    )
    .option('--source-fps <rate>', `frame rate of files that do not say. Default: ${fps}`, parseRate)
    .option(
      '--image-size <WxH>',
      `picture size of files that do not say. Default: ${imageSize.width}x${imageSize.height}, for a hand alone ${handImageSize.width}x${handImageSize.height}`,
      parseSize,
    )
    .addOption(
      new Option(
        '--hand <side>',
        'side of a hand without a label. Default: the one its fingers bend like',
      ).choices(['left', 'right']),
    );
}

export function addClipFlags(command: Command): Command {
  const targets = TARGETS.map(({ name, description }) => `${name} (${description})`).join('; ');
  const smoothings = Object.entries(SMOOTHINGS).map(([name, description]) => `${name} (${description})`);
  const { default: normal, strict } = VELOCITY_LIMITS;
  command
    .option(
      '-t, --target <name|file>',
      `target skeleton: ${targets}. Default: ${CLIP_DEFAULTS.target}. A file is one that tegn skeleton import wrote`,
    )
    .option('--mirror', 'sign with the other hand: the mirror image of everything')
    .option('--root-motion', 'let the hips move as the signer does; otherwise they stay in place')
    .option(
      '--no-places',
      "copy rotations and nothing else: hands are not brought to their places on the target's body, contacts may be lost",
    )
    .option(
      '--clamp <limit>',
      `velocity limit in degrees per second: default (trunk ${normal.trunk}, arm ${normal.arm}, fingers and forearm twist ` +
        `${normal.fingers}), strict (${strict.trunk} everywhere), off, or a number that holds everywhere. Default: ${CLIP_DEFAULTS.clamp}`,
      parseClamp,
    )
    .addOption(
      new Option(
        '--smoothing <name>',
        `how motion is smoothed through time: ${smoothings.join('; ')}. Default: ${CLIP_DEFAULTS.smoothing}`,
      ).choices(Object.keys(SMOOTHINGS)),
    )
    .option(
      '--one-euro <cutoff:beta>',
      `of --smoothing one-euro: cut-off at rest in hertz, and what speed adds to it. Default: ${ONE_EURO_DEFAULTS.minCutoff}:${ONE_EURO_DEFAULTS.beta}`,
      parseOneEuro,
    )
    .option(
      '--fps <rate>',
      'frame rate of the result, such as 30 or 30000/1001. Default: that of the recording',
      parseRate,
    )
    .option('--trim <from:to>', 'seconds of the recording to keep, such as 0.4:2.1, :2.1 or 0.4:', parseRange)
    .option(
      '--actor <file>',
      "the signer's proportions, as tegn calibrate writes them. Default: estimated from the recording",
    );
  return addReadFlags(addFaceFlags(command));
}

export function readOptions({ person, sourceFps, imageSize, hand }: ReadFlags): ReadOptions {
  return given({ person, fps: sourceFps, imageSize, hand });
}

/** Flags over tegn.config.json; defaults stay with the library. Recordings without depth get the network's. */
export function clipOptions(flags: ClipFlags, config: Config): ClipOptions {
  const {
    target = config.target,
    clamp = config.clamp,
    smoothing = config.smoothing,
    fps = config.fps,
    trim,
    actor = config.actor,
  } = flags;
  const read = readOptions(flags);
  return given({
    ...(target === undefined ? {} : targetOption(target)),
    mirror: flags.mirror,
    rootMotion: flags.rootMotion,
    clamp,
    smoothing,
    oneEuro: flags.oneEuro,
    places: flags.places === false ? false : undefined,
    fps,
    trim,
    ...faceOptions(flags),
    actor: actor === undefined ? undefined : readActor(actor),
    lifter: createLazyLifter(),
    read: Object.keys(read).length > 0 ? read : undefined,
  });
}

/** A built-in name, or the rig of a target file. */
function targetOption(target: string): Pick<ClipOptions, 'target' | 'rig'> {
  const named = TARGETS.some(({ name }) => name === target) || !existsSync(target);
  return named ? { target } : { rig: readTarget(target) };
}

/** Only what was given. */
const given = <T extends object>(options: T): Partial<T> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;

function parseRate(text: string): number {
  const [numerator, denominator = '1'] = text.split('/');
  const rate = Number(numerator) / Number(denominator);
  if (!(rate > 0 && rate <= 1000)) {
    throw new InvalidArgumentError('Expected a number above 0 and up to 1000.');
  }
  return rate;
}

function parseClamp(text: string): VelocityLimit {
  if (Object.hasOwn(VELOCITY_LIMITS, text)) return text as VelocityLimitName;
  const speed = Number(text);
  if (!(speed > 0 && speed <= 10_000)) {
    const names = Object.keys(VELOCITY_LIMITS).join(', ');
    throw new InvalidArgumentError(`Expected ${names}, or degrees per second above 0 and up to 10000.`);
  }
  return speed;
}

function parseOneEuro(text: string): OneEuroOptions {
  const [minCutoff, beta] = text.split(':').map(Number);
  if (!(minCutoff > 0 && minCutoff <= 100 && beta >= 0 && beta <= 100)) {
    throw new InvalidArgumentError('Expected a cut-off above 0 and a beta from 0, up to 100, such as 2:2.');
  }
  return { minCutoff, beta };
}

function parseRange(text: string): [number, number] {
  const match = /^(\d*\.?\d*):(\d*\.?\d*)$/.exec(text);
  const from = match?.[1] ? Number(match[1]) : 0;
  const to = match?.[2] ? Number(match[2]) : Number.POSITIVE_INFINITY;
  if (!match || !(from < to)) {
    throw new InvalidArgumentError('Expected two times in seconds, from:to, such as 0.4:2.1.');
  }
  return [from, to];
}

function parseIndex(text: string): number {
  const index = Number(text);
  if (!Number.isInteger(index) || index < 0)
    throw new InvalidArgumentError('Expected a whole number from 0.');
  return index;
}

function parseSize(text: string): { width: number; height: number } {
  const match = /^(\d+)x(\d+)$/i.exec(text);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (!(width > 0 && height > 0))
    throw new InvalidArgumentError('Expected pixels, width x height, such as 640x480.');
  return { width, height };
}
