/**
 * What `tegn view` was given -> what the viewer's server serves and the page's address says. A recording is served as it is and solved in
 * the page where the address can say all that was asked of it; otherwise it is solved here, and the page gets the clip.
 */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { LANDMARK_FILE } from '../batch/inputs/find-inputs.node.ts';
import { exporterFor } from '../export/exporters.ts';
import { TegnError } from '../issues/issues.ts';
import type { ClipOptions, makeClip } from '../pipeline/make-clip.ts';
import { settingFlags } from '../pipeline/setting-flags.ts';
import { TARGETS } from '../skeleton/targets.ts';
import { isFbx, isGlb, readInput, readStart } from './read-input.ts';
import { inAddress, type ViewerServerOptions } from './viewer-server.ts';

export type Shown = Pick<ViewerServerOptions, 'clip' | 'clipName' | 'files' | 'browse' | 'address'>;

/** Endings of a video beside a recording, the likeliest first. */
const VIDEO_ENDINGS = ['.mp4', '.webm', '.mov', '.m4v'];

/** Options that the page has by itself, or that its address can say. */
const SAYABLE: readonly (keyof ClipOptions)[] = [
  'lifter',
  'target',
  'mirror',
  'rootMotion',
  'clamp',
  'smoothing',
  'oneEuro',
  'places',
  'fps',
  'face',
  'trim',
];

/**
 * @param what a file, a folder, or the address of a live stream; undefined for the start screen
 * Throws E_FILE_MISSING, E_FILE_EMPTY, E_OPTION, and what makeClip throws.
 */
export async function shownByViewer(
  what: string | undefined,
  options: ClipOptions,
  make: typeof makeClip,
): Promise<Shown> {
  if (what === undefined) return {};
  if (/^wss?:\/\//i.test(what)) return live(what);
  if (statSync(what, { throwIfNoEntry: false })?.isDirectory()) return folderOf(what, options);
  const start = await readStart(what);
  const name = basename(what);
  const video = videoBeside(what);
  const files = video === null ? {} : { [basename(video)]: video };
  const offered = video === null ? [] : [['video', `files/${inAddress(basename(video))}`] as const];
  if (isGlb(start) || isFbx(start) || unsayable(options).length === 0) {
    const flags = isGlb(start) || isFbx(start) ? [] : settingFlags(options);
    return {
      files: { ...files, [name]: what },
      address: [['clip', `files/${inAddress(name)}`], ...offered, ...flags],
    };
  }
  const { clip, rig, metadata, issues } = await make(await readInput(what), name, options);
  const shown = { ...metadata, quality: { ...metadata.quality, issues } };
  const stem = basename(what, extname(what));
  const [glb] = await exporterFor('glb').exportClip({ clip, rig, metadata: shown }, stem);
  return {
    clip: glb.bytes,
    clipName: glb.name,
    files,
    address: [['clip', `clip/${inAddress(glb.name)}`], ...offered],
  };
}

function live(address: string): Shown {
  if (!URL.canParse(address)) {
    throw new TegnError('E_OPTION', `Expected an address such as ws://127.0.0.1:41520, found "${address}".`, {
      found: address,
    });
  }
  return { address: [['live', address]] };
}

function folderOf(folder: string, options: ClipOptions): Shown {
  const found = unsayable(options);
  if (found.length > 0) {
    throw new TegnError(
      'E_OPTION',
      `Expected settings that the page can use on every clip of a folder, found also ${found.join(', ')}: tegn batch solves a folder with these.`,
      { found: found.join(', ') },
    );
  }
  const path = resolve(folder);
  return { browse: { folder: path, name: basename(path) }, address: [['folder'], ...settingFlags(options)] };
}

/** Options that only the command line can follow. */
const unsayable = (options: ClipOptions): string[] =>
  Object.keys(options).filter(
    (name) =>
      !SAYABLE.includes(name as keyof ClipOptions) ||
      (name === 'target' && !TARGETS.some((target) => target.name === options.target)),
  );

/** hello.pose, hello.jsonl.gz and hello.mp4.jsonl all lie beside hello.mp4. */
function videoBeside(file: string): string | null {
  const stem = basename(file).replace(LANDMARK_FILE, '');
  const plain = stem === basename(file) ? basename(file, extname(file)) : stem;
  const names = [...VIDEO_ENDINGS.map((ending) => plain + ending), plain];
  const isVideo = (name: string) => VIDEO_ENDINGS.includes(extname(name).toLowerCase());
  const found = names.find((name) => isVideo(name) && existsSync(join(dirname(file), name)));
  return found === undefined ? null : join(dirname(file), found);
}
