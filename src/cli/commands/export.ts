/** `tegn export`: recordings to animation files. */
import { existsSync, statSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import type { Command } from 'commander';
import { EXPORTERS, exporterFor } from '../../export/exporters.ts';
import { writeFileWhole } from '../../export/write-files.node.ts';
import { TegnError } from '../../issues/issues.ts';
import { type ClipOptions, makeClip } from '../../pipeline/make-clip.ts';
import { targetNamed } from '../../skeleton/targets.ts';
import { addClipFlags, type ClipFlags, clipOptions } from '../clip-flags.ts';
import { readConfig } from '../config.ts';
import { readInput } from '../read-input.ts';
import { describeError, EXIT, isUsage, losesData, printError, printIssues, showProgress } from '../report.ts';

interface ExportFlags extends ClipFlags {
  output: string[];
  format?: string[];
  force?: boolean;
  json?: boolean;
}

const FORMAT_LIST = EXPORTERS.map(
  ({ extension, description }) => `  ${extension.padEnd(5)} ${description}`,
).join('\n');

export function registerExport(program: Command): void {
  addClipFlags(
    program
      .command('export')
      .description('turn recorded signs into animation clips')
      .argument(
        '<files...>',
        'landmark files: .pose, tracker JSONL(.gz) or Parquet, MediaPipe JSON or .pbtxt, .npy, .npz',
      )
      .requiredOption('-o, --output <paths...>', 'files (the extension names the format) or one folder'),
  )
    .option('-f, --format <names...>', 'formats when the output is a folder', ['glb'])
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
  tegn export signs/*.jsonl.gz -o clips/ -f glb fbx --fps 30
`,
    )
    .action(async (files: string[], flags: ExportFlags, command: Command) => {
      const config = readConfig(process.cwd());
      const formats = command.getOptionValueSource('format') === 'default' ? config.format : undefined;
      process.exitCode = await exportFiles(files, {
        options: clipOptions(flags, config),
        outputs: flags.output,
        formats: formats ?? flags.format!,
        force: flags.force ?? config.force ?? false,
        json: flags.json ?? false,
      });
    });
}

interface ExportJob {
  readonly options: ClipOptions;
  readonly outputs: readonly string[];
  readonly formats: readonly string[];
  readonly force: boolean;
  readonly json: boolean;
}

/** Returns the exit code; throws what is wrong with the call before any work is done. */
async function exportFiles(files: readonly string[], job: ExportJob): Promise<number> {
  if (job.options.target !== undefined) targetNamed(job.options.target);
  const plans = planOutputs(files, job);
  const results: Record<string, unknown>[] = [];
  const errors: unknown[] = [];
  let lost = false;
  for (const [i, file] of files.entries()) {
    if (files.length > 1) showProgress(`[${i + 1}/${files.length}] ${file}`);
    try {
      const result = await exportFile(file, plans[i], job);
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
  targets: readonly Output[],
  job: ExportJob,
): Promise<{ summary: Record<string, unknown>; lost: boolean }> {
  const writable = targets.filter(({ path }) => job.force || !existsSync(path));
  const kept = targets.filter((target) => !writable.includes(target));
  if (kept.length > 0 && !isFolder(job.outputs[0])) {
    throw new TegnError('E_OUTPUT_EXISTS', `${kept[0].path} exists; --force replaces it.`, {
      path: kept[0].path,
    });
  }
  for (const { path } of kept) if (!job.json) console.error(`kept ${path} (--force replaces it)`);
  if (writable.length === 0)
    return { summary: { input: file, outputs: [], kept: kept.map(({ path }) => path) }, lost: false };

  const bytes = await readInput(file);
  const { clip, rig, metadata, issues } = await makeClip(bytes, basename(file), job.options);
  const outputs: string[] = [];
  for (const { path, format } of writable) {
    const folder = join(path, '..');
    for (const exported of await exporterFor(format).exportClip({ clip, rig, metadata }, stemOf(path))) {
      const to = join(folder, exported.name);
      await writeFileWhole(to, exported.bytes);
      outputs.push(to);
      if (!job.json) {
        showProgress('');
        console.log(
          `${relative('', to) || to}  ${count(clip.frameCount, 'frame')}, ${+metadata.fps.toFixed(3)} fps, ${exported.bytes.length} bytes`,
        );
      }
    }
  }
  if (!job.json) printIssues(issues);
  const summary = {
    input: file,
    outputs,
    kept: kept.map(({ path }) => path),
    frames: clip.frameCount,
    ...metadata,
    issues,
  };
  return { summary, lost: losesData(issues) };
}

interface Output {
  readonly path: string;
  readonly format: string;
}

/** Where the clips of each input go. */
function planOutputs(files: readonly string[], { outputs, formats }: ExportJob): Output[][] {
  if (!isFolder(outputs[0])) {
    if (files.length > 1) throw usage('Expected a folder after --output, since there are several inputs.');
    return [
      outputs.map((path) => {
        const { extension } = exporterFor(extname(path));
        return { path: join(path, '..', `${stemOf(path)}.${extension}`), format: extension };
      }),
    ];
  }
  if (outputs.length > 1) throw usage('Expected either files or one folder after --output.');
  const stems = files.map(stemOf);
  const twin = stems.findIndex((stem, i) => stems.indexOf(stem) < i);
  if (twin >= 0) {
    const first = files[stems.indexOf(stems[twin])];
    throw usage(`Expected inputs of different names, found ${first} and ${files[twin]}.`);
  }
  const extensions = formats.map((format) => exporterFor(format).extension);
  return stems.map((stem) =>
    extensions.map((extension) => ({ path: join(outputs[0], `${stem}.${extension}`), format: extension })),
  );
}

/** A path that is a folder, ends like one, or has no extension. */
const isFolder = (path: string): boolean =>
  /[\\/]$/.test(path) || (existsSync(path) ? statSync(path).isDirectory() : extname(path) === '');

/** File name without folder and without its extension, nor that of a compression. */
const stemOf = (path: string): string =>
  basename(path)
    .replace(/\.gz$/, '')
    .replace(/\.[^.]+$/, '');

const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;

const usage = (message: string): TegnError => new TegnError('E_OPTION', message);
