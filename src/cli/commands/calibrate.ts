/** `tegn calibrate`: many recordings of one signer to the signer's skeleton. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { differingRecordings } from '../../calibrate/differing-recordings.ts';
import { bestFrames, drawOverlay } from '../../calibrate/draw-overlay.ts';
import { CALIBRATE_DEFAULTS, type Calibration, estimateSkeleton } from '../../calibrate/estimate-skeleton.ts';
import { sampleLength } from '../../calibrate/length-samples.ts';
import { LENGTHS } from '../../calibrate/lengths.ts';
import { measureFrames } from '../../calibrate/measure-frames.ts';
import { measurableRecordings, type SignerRecording } from '../../calibrate/observe-recording.ts';
import { CALIBRATE_PROFILES, type ProfileName } from '../../calibrate/profiles.ts';
import { readAudit } from '../../calibrate/read-audit.ts';
import { type SkeletonEstimate, writeEstimate } from '../../calibrate/skeleton-estimate.ts';
import { suggestThresholds, type ThresholdSuggestions } from '../../calibrate/suggest-thresholds.ts';
import { type FileSummary, summarise } from '../../calibrate/summarise.ts';
import { writeFileWhole } from '../../export/write-files.node.ts';
import { type Issue, issue, TegnError } from '../../issues/issues.ts';
import { readLandmarks } from '../../landmarks/read-landmarks.ts';
import type { ReadOptions } from '../../landmarks/reader.ts';
import { liftIfFlat } from '../../pipeline/lift.ts';
import { createLazyLifter } from '../../solver/lift/network/load-lifter.node.ts';
import { addReadFlags, type ReadFlags, readOptions } from '../clip-flags.ts';
import { readInput } from '../read-input.ts';
import { describeError, EXIT, printError, printIssues, showProgress } from '../report.ts';

interface CalibrateFlags extends ReadFlags {
  output: string;
  profile: ProfileName;
  stature?: number;
  fieldOfView?: number;
  audited?: string;
  overlays: number;
  mostFiles: number;
  force?: boolean;
  json?: boolean;
}

const ESTIMATE_FILE = 'skeleton_estimate.json';
const SUMMARY_FILE = 'summary.json';

/** More recordings of one signer do not make the estimate better: its error is then the tracker's. */
const MOST_FILES = 200;
const OVERLAYS = 4;

/** What a folder is searched for, and what may lie there of ours. */
const LANDMARK_FILE = /\.(pose|jsonl|jsonl\.gz|json|json\.gz|parquet|pbtxt|npy|npz)$/i;
const OWN_FILES: readonly string[] = [ESTIMATE_FILE, SUMMARY_FILE, 'tegn.config.json'];

export function registerCalibrate(program: Command): void {
  const profiles = Object.entries(CALIBRATE_PROFILES).map(
    ([name, { description }]) => `${name} (${description})`,
  );
  addReadFlags(
    program
      .command('calibrate')
      .description("measure a signer's skeleton over many recordings or photos, for --actor")
      .argument('<files...>', 'landmark files of one signer, or folders of them')
      .requiredOption('-o, --output <folder>', `folder for ${ESTIMATE_FILE}, ${SUMMARY_FILE} and overlays`),
  )
    .addOption(
      new Option('--profile <name>', `how clear a frame must be to count: ${profiles.join('; ')}`)
        .choices(Object.keys(CALIBRATE_PROFILES))
        .default(CALIBRATE_DEFAULTS.profile),
    )
    .option(
      '--stature <metres>',
      "the signer's height; pictures tell proportions but no size",
      parseBetween(0.5, 2.5),
    )
    .option(
      '--field-of-view <degrees>',
      "of the camera, along the picture's longer side. Default: found from how hands grow as they come nearer",
      parseBetween(10, 150),
    )
    .option(
      '--audited <file>',
      'CSV or JSON with file, frame and verdict (good or bad): thresholds that tell them apart are suggested',
    )
    .option('--overlays <count>', 'pictures of the skeleton over its landmarks', parseCount, OVERLAYS)
    .option('--most-files <count>', 'of more files, evenly chosen ones are used', parseCount, MOST_FILES)
    .option('--force', 'replace an estimate that exists')
    .option('--json', 'print the estimate and the summary as JSON')
    .addHelpText(
      'after',
      `
Of recordings without world landmarks only ratios are measured; the size is the average person's unless --stature says it.
Every length in ${ESTIMATE_FILE} names its source: measured, ratio or prior.

Examples:
  tegn calibrate signs/anna/ -o anna/
  tegn export signs/anna/hello.jsonl.gz --actor anna/${ESTIMATE_FILE} -o hello.glb
`,
    )
    .action(async (inputs: string[], flags: CalibrateFlags) => {
      process.exitCode = await calibrate(inputs, flags);
    });
}

async function calibrate(inputs: readonly string[], flags: CalibrateFlags): Promise<number> {
  const target = join(flags.output, ESTIMATE_FILE);
  if (existsSync(target) && !flags.force)
    throw new TegnError('E_OUTPUT_EXISTS', `${target} exists; --force replaces it.`, { path: target });
  const audit = flags.audited
    ? readAudit(new TextDecoder().decode(await readInput(flags.audited)), flags.audited)
    : null;
  const { files, issues } = chooseFiles(inputs, flags.mostFiles);
  const { recordings, failed } = await readAll(files, readOptions(flags), issues);
  if (recordings.length === 0) return EXIT.failed;
  showProgress(`measuring ${recordings.length} recordings`);
  const calibration = estimateSkeleton(recordings, {
    profile: flags.profile,
    ...(flags.stature !== undefined && { stature: flags.stature }),
    ...(flags.fieldOfView !== undefined && { fieldOfViewDeg: flags.fieldOfView }),
  });
  const { estimate } = calibration;
  issues.push(...differingRecordings(calibration.observations, CALIBRATE_PROFILES[flags.profile]));
  const thresholds = audit ? suggestThresholds(audit, framesByFile(calibration)) : undefined;
  const overlays = await writeOverlays(calibration, flags);
  const summary = summarise(calibration, failed, { overlays, issues, ...(thresholds && { thresholds }) });
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  await writeFileWhole(target, bytes(writeEstimate(estimate)));
  await writeFileWhole(join(flags.output, SUMMARY_FILE), bytes(`${JSON.stringify(summary, null, 2)}\n`));
  showProgress('');
  if (flags.json) console.log(JSON.stringify({ estimate, summary }, null, 2));
  else {
    printEstimate(estimate);
    if (thresholds) printThresholds(thresholds);
    console.log(`-> ${target}`);
    printIssues(issues);
  }
  return failed.length > 0 ? EXIT.doneWithLoss : EXIT.done;
}

/** Files and what is in folders; evenly chosen ones of too many. */
function chooseFiles(inputs: readonly string[], most: number): { files: string[]; issues: Issue[] } {
  const files = inputs.flatMap((input) =>
    existsSync(input) && statSync(input).isDirectory()
      ? readdirSync(input, { recursive: true, encoding: 'utf8' })
          .filter((name) => LANDMARK_FILE.test(name) && !OWN_FILES.includes(basename(name)))
          .sort()
          .map((name) => join(input, name))
      : [input],
  );
  if (files.length === 0)
    throw new TegnError('E_FILE_MISSING', `Expected landmark files in ${inputs.join(', ')}, found none.`);
  if (files.length <= most) return { files, issues: [] };
  const chosen = Array.from({ length: most }, (_, i) => files[Math.floor((i * files.length) / most)]);
  const message = `Of ${files.length} recordings, ${most} evenly chosen ones were used; --most-files takes more.`;
  return { files: chosen, issues: [issue('I_RECORDINGS_CHOSEN', message)] };
}

/** Recordings with the network's depth where they have none; files that cannot be read are told and left out. */
async function readAll(
  files: readonly string[],
  options: ReadOptions,
  issues: Issue[],
): Promise<{ recordings: SignerRecording[]; failed: FileSummary[] }> {
  const lifter = createLazyLifter();
  const recordings: SignerRecording[] = [];
  const failed: FileSummary[] = [];
  for (const [i, file] of files.entries()) {
    showProgress(`[${i + 1}/${files.length}] ${file}`);
    try {
      const read = await readLandmarks(await readInput(file), basename(file), options);
      for (const recording of measurableRecordings(read)) {
        const { lifted, issues: told } = await liftIfFlat(recording, lifter);
        for (const one of told) if (!issues.some(({ code }) => code === one.code)) issues.push(one);
        recordings.push({ name: file, recording, lifted });
      }
    } catch (error) {
      showProgress('');
      printError(error, file);
      const { code, message } = describeError(error, file) as { code: string; message: string };
      failed.push({ file, frames: 0, depth: 'failed', samples: 0, error: { code, message } });
    }
  }
  return { recordings, failed };
}

const scaleOf = ({ isMetric }: { isMetric: boolean }, { pictureScale }: Calibration): number =>
  isMetric ? 1 : pictureScale;

const framesByFile = (calibration: Calibration) =>
  new Map(
    calibration.observations.map((observation) => [
      observation.name,
      measureFrames(observation, calibration.estimate, scaleOf(observation, calibration)),
    ]),
  );

/** Names of the pictures. */
async function writeOverlays(
  calibration: Calibration,
  { output, overlays, profile }: CalibrateFlags,
): Promise<string[]> {
  const { observations, estimate } = calibration;
  const frames = bestFrames(
    observations,
    (observation) =>
      LENGTHS.flatMap((length) => sampleLength(observation, length, CALIBRATE_PROFILES[profile])),
    overlays,
  );
  const names: string[] = [];
  for (const [i, { observation, frame }] of frames.entries()) {
    const name = `overlay-${i + 1}.svg`;
    const svg = drawOverlay(observation, frame, estimate, scaleOf(observation, calibration));
    await writeFileWhole(join(output, name), new TextEncoder().encode(svg));
    names.push(name);
  }
  return names;
}

const SHOWN = [
  'shoulderWidth',
  'hipWidth',
  'torso',
  'neck',
  'upperArm',
  'lowerArm',
  'palmMiddle',
  'palmWidth',
  'middle1',
  'middle2',
  'middle3',
  'faceHeight',
] as const;

function printEstimate({ lengths, size, recordings, frames }: SkeletonEstimate): void {
  console.log(`${recordings} recordings, ${frames} frames; size: ${size.source}`);
  const cm = (metres: number): string => (metres * 100).toFixed(1).padStart(6);
  console.log('                   cm  +-     spread  average  samples  source');
  for (const name of SHOWN) {
    const { metres, standardError, spread, average, samples, source } = lengths[name];
    console.log(
      `  ${name.padEnd(13)}${cm(metres)}${cm(standardError)}${cm(spread)}  ${cm(average)} ${String(samples).padStart(8)}  ${source}`,
    );
  }
}

function printThresholds({ good, bad, unmatched, confidence, reprojection }: ThresholdSuggestions): void {
  console.log(`${good} good and ${bad} bad frames judged${unmatched > 0 ? `, ${unmatched} not read` : ''}:`);
  for (const [name, sign, { threshold, wronglyKept, wronglyDropped }] of [
    ['confidence', 'at least', confidence],
    ['reprojection', 'at most', reprojection],
  ] as const) {
    console.log(
      `  ${name} ${sign} ${threshold.toFixed(3)}: ${wronglyKept} wrongly kept, ${wronglyDropped} wrongly dropped`,
    );
  }
}

function parseBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!(value >= least && value <= most))
      throw new InvalidArgumentError(`Expected a number from ${least} to ${most}.`);
    return value;
  };
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0)
    throw new InvalidArgumentError('Expected a whole number from 0.');
  return count;
}
