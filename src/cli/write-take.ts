/** A take on disk -> clip files in the formats that their names ask for. */
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { exporterFor, formatOfPath } from '../export/exporters.ts';
import { writeFileWhole } from '../export/write-files.node.ts';
import type { Issue } from '../issues/issues.ts';
import { TegnError } from '../issues/issues.ts';
import { readTake } from '../livelink/take/read-take.ts';
import type { MotionClip } from '../motion/motion-clip.ts';
import { takeMetadata } from '../pipeline/take-metadata.ts';
import type { Rig } from '../skeleton/rig.ts';
import { readInput } from './read-input.ts';
import { readTarget } from './target-option.ts';

export interface WrittenTake {
  readonly paths: readonly string[];
  readonly issues: readonly Issue[];
}

/**
 * Writes every clip of the take to every output; a take of several clips numbers them. Throws E_TAKE, E_OUTPUT_EXISTS, E_FORMAT_UNKNOWN.
 * @param rig the skeleton that was recorded; the one that the take names when absent
 */
export async function writeTake(
  take: string,
  outputs: readonly string[],
  options: { readonly rig?: Rig | undefined; readonly force: boolean },
): Promise<WrittenTake> {
  const bytes = await readInput(take);
  const { header, clips, issues } = readTake(bytes);
  const rig = options.rig ?? readTarget(header.target);
  const paths: string[] = [];
  for (const clip of clips) {
    assertSameJoints(clip, rig, take);
    const suffix = clips.length > 1 ? clip.name.slice(header.name.length) : '';
    const metadata = await takeMetadata(clip, rig, basename(take), bytes);
    for (const output of outputs) {
      const exporter = exporterFor(formatOfPath(output));
      const stem = basename(output).slice(0, -(exporter.extension.length + 1)) + suffix;
      for (const file of await exporter.exportClip({ clip, rig, metadata }, stem)) {
        const path = join(dirname(output), file.name);
        if (existsSync(path) && !options.force) {
          throw new TegnError('E_OUTPUT_EXISTS', `${path} exists; --force replaces it.`, { path });
        }
        await writeFileWhole(path, file.bytes);
        paths.push(path);
      }
    }
  }
  return { paths, issues };
}

/** hello.glb is recorded in hello.take, beside it. */
export const takePathOf = (output: string): string =>
  extname(output) === '.take' ? output : `${output.replace(/\.[^.\\/]*$/, '')}.take`;

function assertSameJoints({ skeleton }: MotionClip, rig: Rig, take: string): void {
  const { jointNames } = rig.skeleton;
  if (
    skeleton.jointNames.length === jointNames.length &&
    jointNames.every((name, j) => name === skeleton.jointNames[j])
  ) {
    return;
  }
  const message = `Expected a take of the skeleton "${rig.name}" in ${take}; --target names the one that was recorded.`;
  throw new TegnError('E_TARGET_CHAIN', message, { path: take });
}
