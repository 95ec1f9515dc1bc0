/** The flags that say how a recording becomes a clip; the same on every command that makes one. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CLIP_DEFAULTS, type ClipOptions } from '../pipeline/make-clip.ts';
import { TARGETS } from '../skeleton/targets.ts';
import { VELOCITY_LIMITS, type VelocityLimitName } from '../solver/velocity-limit.ts';
import type { Config } from './config.ts';

export interface ClipFlags {
  target?: string;
  clamp?: VelocityLimitName;
  person?: number;
  fps?: number;
  trim?: [number, number];
}

export function addClipFlags(command: Command): Command {
  const targets = TARGETS.map(({ name, description }) => `${name} (${description})`).join('; ');
  const { default: normal, strict } = VELOCITY_LIMITS;
  return command
    .option('-t, --target <name>', `target skeleton: ${targets}. Default: ${CLIP_DEFAULTS.target}`)
    .addOption(
      new Option(
        '--clamp <name>',
        `velocity limit in degrees per second: default (trunk ${normal.trunk}, arm ${normal.arm}, fingers and forearm twist ` +
          `${normal.fingers}), strict (${strict.trunk} everywhere), off. Default: ${CLIP_DEFAULTS.clamp}`,
      ).choices(Object.keys(VELOCITY_LIMITS)),
    )
    .option(
      '--fps <rate>',
      'frame rate of the result, such as 30 or 29.97. Default: that of the recording',
      parseRate,
    )
    .option('--trim <from:to>', 'seconds of the recording to keep, such as 0.4:2.1, :2.1 or 0.4:', parseRange)
    .option('--person <number>', 'person in the file, from 0. Default: the most central one', parseIndex);
}

/** Flags over tegn.config.json; defaults stay with the library. */
export function clipOptions(flags: ClipFlags, config: Config): ClipOptions {
  const { target = config.target, clamp = config.clamp, fps = config.fps, person, trim } = flags;
  return Object.fromEntries(
    Object.entries({ target, clamp, fps, person, trim }).filter(([, value]) => value !== undefined),
  );
}

function parseRate(text: string): number {
  const [numerator, denominator = '1'] = text.split('/');
  const rate = Number(numerator) / Number(denominator);
  if (!(rate > 0 && rate <= 1000))
    throw new InvalidArgumentError('Expected a number above 0 and up to 1000.');
  return rate;
}

function parseRange(text: string): [number, number] {
  const match = /^(\d*\.?\d*):(\d*\.?\d*)$/.exec(text);
  const from = match?.[1] ? Number(match[1]) : 0;
  const to = match?.[2] ? Number(match[2]) : Number.POSITIVE_INFINITY;
  if (!match || !(from < to))
    throw new InvalidArgumentError('Expected two times in seconds, from:to, such as 0.4:2.1.');
  return [from, to];
}

function parseIndex(text: string): number {
  const index = Number(text);
  if (!Number.isInteger(index) || index < 0)
    throw new InvalidArgumentError('Expected a whole number from 0.');
  return index;
}
