/** `tegn export`: recordings to animation files. */
import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';

import { EXPORTERS, type ExportOptions, exporterFor } from '../../export/exporters.ts';
import { metahumanCurves } from '../../export/face/metahuman-curves.ts';
import type { Deviation } from '../../export/read-back/read-back.ts';
import { validateExport } from '../../export/read-back/validate-export.ts';
import { writeFileWhole } from '../../export/write-files.node.ts';
import { TegnError } from '../../issues/issues.ts';
import { type ClipOptions, makeClip } from '../../pipeline/make-clip.ts';
import { targetNamed } from '../../skeleton/targets.ts';
import { addClipFlags, type ClipFlags, clipOptions } from '../clip-flags.ts';
import { readConfig } from '../config.ts';
import { addWriteFlags, exportOptions, type WriteFlags, withProvenance } from '../export-flags.ts';
import { type Output, type OutputPlan, planOutputs } from '../export-outputs.ts';
import { readInput } from '../read-input.ts';
import { describeError, EXIT, isUsage, losesData, printError, printIssues, showProgress } from '../report.ts';

interface ExportFlags extends ClipFlags, WriteFlags {
  output: string[];
  format?: string[];
  name: string;
  validate?: boolean;
  force?: boolean;
  json?: boolean;
}

const FORMAT_LIST = EXPORTERS.map(
  ({ extension, description }) => `  ${extension.padEnd(11)} ${description}`,
).join('\n');

export function registerExport(program: Command): void {
  const command = addClipFlags(
    program
      .command('export')
      .description('turn recorded signs into animation clips')
      .argument(
        '<files...>',
        'landmark files: .pose, tracker JSONL(.gz) or Parquet, MediaPipe JSON or .pbtxt, .npy, .npz',
      )
      .requiredOption('-o, --output <paths...>', 'files (the extension names the format) or one folder'),
  )
    .option('-f, --format <names...>', 'formats when the output is a folder, such as glb,fbx,vrma', ['glb'])
    .option(
      '--name <template>',
      'name of a file in the folder: {stem} of the recording, {gloss}, {target}, {fps}, {signer}',
      '{stem}',
    );
  addWriteFlags(command)
    .option('--validate', 'read every file back and compare it with the clip; exit 1 when it differs')
    .option('--force', 'replace files that exist')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Formats:
${FORMAT_LIST}

Examples:
  tegn export hello.pose -o hello.glb
  tegn export hello.pose -o hello.glb hello.fbx
  tegn export signs/*.jsonl.gz -o clips/ -f glb,fbx,vrma --fps 30 --name "{gloss}_{target}"
  tegn export hello.pose -o hello.unreal.json --licence "CC BY 4.0" --signer "Kari"
`,
    )
    .action(async (files: string[], flags: ExportFlags, command: Command) => {
      const config = readConfig(process.cwd());
      const formats = command.getOptionValueSource('format') === 'default' ? config.format : undefined;
      const outputs = planOutputs(files, {
        paths: flags.output,
        formats: splitNames(formats ?? flags.format!),
        template: flags.name,
        signer: flags.signer,
      });
      process.exitCode = await exportFiles(files, outputs, {
        options: clipOptions(flags, config),
        validate: flags.validate ?? false,
        flags,
        write: exportOptions(flags),
        force: flags.force ?? config.force ?? false,
        json: flags.json ?? false,
      });
    });
}

interface ExportJob {
  readonly options: ClipOptions;
  readonly validate: boolean;
  readonly flags: WriteFlags;
  readonly write: ExportOptions;
  readonly force: boolean;
  readonly json: boolean;
}

/** Returns the exit code; throws what is wrong with the call before any work is done. */
async function exportFiles(files: readonly string[], outputs: OutputPlan, job: ExportJob): Promise<number> {
  if (job.options.target !== undefined) targetNamed(job.options.target);
  const results: Record<string, unknown>[] = [];
  const errors: unknown[] = [];
  let lost = false;
  for (const [i, file] of files.entries()) {
    if (files.length > 1) showProgress(`[${i + 1}/${files.length}] ${file}`);
    try {
      const result = await exportFile(file, outputs, job);
      results.push(result.summary);
      lost ||= result.lost;
    } catch (error) {
      errors.push(error);
      results.push({ input: file, error: describeError(error, file) });
      showProgress('');
      printError(error, file);
    }
  }
  showProgress('');
  if (job.json) console.log(JSON.stringify(files.length === 1 ? results[0] : results, null, 2));
  if (errors.length === files.length) return errors.every(isUsage) ? EXIT.usage : EXIT.failed;
  return errors.length > 0 || lost ? EXIT.doneWithLoss : EXIT.done;
}

async function exportFile(
  file: string,
  outputs: OutputPlan,
  job: ExportJob,
): Promise<{ summary: Record<string, unknown>; lost: boolean }> {
  const isFree = ({ path }: { path: string }) => job.force || !existsSync(path);
  if (!outputs.needClip) {
    const planned = outputs.of(file);
    const kept = planned.filter((target) => !isFree(target));
    if (kept.length > 0 && !outputs.areInFolder) {
      throw new TegnError('E_OUTPUT_EXISTS', `${kept[0].path} exists; --force replaces it.`, {
        path: kept[0].path,
      });
    }
    if (kept.length === planned.length) {
      tellKept(kept, job);
      return { summary: { input: file, outputs: [], kept: kept.map(({ path }) => path) }, lost: false };
    }
  }

  const bytes = await readInput(file);
  const made = await makeClip(bytes, basename(file), job.options);
  const { rig, issues } = made;
  const clip = job.flags.metahumanFace ? metahumanCurves(made.clip) : made.clip;
  const metadata = withProvenance(made.metadata, job.flags, job.write);
  const planned = outputs.of(file, metadata);
  const kept = planned.filter((target) => !isFree(target));
  tellKept(kept, job);
  const written: string[] = [];
  const readBack: Record<string, Deviation> = {};
  const write = async ({ path, format }: Output): Promise<void> => {
    if (resolve(path) === resolve(file)) {
      throw new TegnError('E_OPTION', `${path} is the recording itself; choose another name.`);
    }
    const exporter = exporterFor(format, job.write);
    const stem = basename(path).slice(0, -(exporter.extension.length + 1));
    const exports = await exporter.exportClip({ clip, rig, metadata }, stem);
    if (exports.length === 0 && !job.json) {
      console.error(`${path} not written: the clip has nothing that the format holds (face curves)`);
    }
    for (const exported of exports) {
      const to = join(path, '..', exported.name);
      await writeFileWhole(to, exported.bytes);
      written.push(to);
      if (job.validate) {
        const bytes = new Uint8Array(await readInput(to));
        readBack[to] = await validateExport({ ...exported, bytes }, format, { clip, rig, metadata });
      }
      if (!job.json) {
        showProgress('');
        console.log(
          `${relative('', to) || to}  ${count(clip.frameCount, 'frame')}, ${+metadata.fps.toFixed(3)} fps, ${exported.bytes.length} bytes${describeDeviation(readBack[to])}`,
        );
      }
    }
  };
  // a format that cannot hold this clip does not keep the others from being written
  const refused: unknown[] = [];
  for (const output of planned.filter(isFree)) {
    await write(output).catch((error) => refused.push(error));
  }
  for (const error of refused.slice(1)) printError(error, file);
  if (refused.length > 0) throw refused[0];
  if (!job.json) printIssues(issues);
  const summary = {
    input: file,
    outputs: written,
    kept: kept.map(({ path }) => path),
    ...(job.validate && { readBack }),
    frames: clip.frameCount,
    ...metadata,
    issues,
  };
  return { summary, lost: losesData(issues) };
}

/** Largest distance, turn and curve difference, as far as the format has them; nothing without --validate. */
function describeDeviation(deviation: Deviation | undefined): string {
  if (!deviation) return '';
  const { position, rotationDeg, curve } = deviation;
  const parts = [
    position > 0 && `${(position * 1000).toPrecision(2)} mm`,
    rotationDeg > 0 && `${rotationDeg.toPrecision(2)} deg`,
    curve > 0 && `${curve.toPrecision(2)} of a curve`,
  ].filter(Boolean);
  return `, read back${parts.length > 0 ? ` within ${parts.join(', ')}` : ' unchanged'}`;
}

function tellKept(kept: readonly { path: string }[], { json }: ExportJob): void {
  for (const { path } of kept) if (!json) console.error(`kept ${path} (--force replaces it)`);
}

/** "glb,fbx" and "glb fbx" are the same. */
const splitNames = (names: readonly string[]): string[] =>
  names.flatMap((name) => name.split(',').filter(Boolean));

const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;
