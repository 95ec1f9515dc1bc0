/** What `tegn stream` plays: files one after another, and the files of a folder as they arrive. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Issue } from '../issues/issues.ts';
import { TegnError } from '../issues/issues.ts';
import {
  type ClipPlayer,
  type ClipPlayerOptions,
  createClipPlayer,
  type NamedClip,
} from '../livelink/clip-player.ts';
import { readTake } from '../livelink/take/read-take.ts';
import { isTake } from '../livelink/take/take-format.ts';
import type { ClipOptions, makeClip } from '../pipeline/make-clip.ts';
import type { Rig } from '../skeleton/rig.ts';
import { isGlb, readInput } from './read-input.ts';
import { readTarget } from './target-option.ts';

export interface LoadedClip extends NamedClip {
  /** The skeleton it moves. */
  readonly rig: Rig;
}

/** Clips of a file: one of a recording, one or more of a take. */
export type ClipLoader = (path: string) => Promise<readonly LoadedClip[]>;

export function createClipLoader(
  make: typeof makeClip,
  options: ClipOptions,
  onIssues: (issues: readonly Issue[]) => void,
): ClipLoader {
  return async (path) => {
    const bytes = await readInput(path);
    if (isGlb(bytes)) {
      const message = `Expected a landmark file, found a glb clip in ${path}. Stream the file that it was made from.`;
      throw new TegnError('E_KIND_UNKNOWN', message, { path });
    }
    if (isTake(bytes)) {
      const { header, clips, issues } = readTake(bytes);
      onIssues(issues);
      const rig = options.rig ?? readTarget(header.target);
      return clips.map((clip) => ({ name: clip.name, clip, rig }));
    }
    const { clip, rig, issues } = await make(bytes, basename(path), options);
    onIssues(issues);
    return [{ name: basename(path), clip, rig }];
  };
}

/** A player that has the first file's clip; the others follow while it plays. Errors of later files are told, not thrown. */
export async function playFiles(
  paths: readonly string[],
  load: ClipLoader,
  options: ClipPlayerOptions,
  onError: (error: unknown, path: string) => void,
): Promise<{ player: ClipPlayer; rig: Rig }> {
  const [first, ...rest] = paths;
  const [clip, ...more] = await load(first);
  const player = createClipPlayer(clip, options);
  for (const one of more) player.add(one);
  const loadRest = async () => {
    for (const path of rest) await addFile(player, path, load, onError);
    player.finish();
  };
  void loadRest();
  return { player, rig: clip.rig };
}

/** Seconds between looks into a folder. */
const LOOK_SECONDS = 1;

/** Plays what lies in a folder and what is put there, by name, each file once it has stopped growing. Waits for the first. */
export async function playFolder(
  folder: string,
  load: ClipLoader,
  options: ClipPlayerOptions,
  onError: (error: unknown, path: string) => void,
): Promise<{ player: ClipPlayer; rig: Rig; stop: () => void }> {
  const sizes = new Map<string, number>();
  const played = new Set<string>();
  let stopped = false;

  /** Files that are as large as a look ago. */
  async function look(): Promise<string[]> {
    const ready: string[] = [];
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!entry.isFile() || entry.name.startsWith('.') || played.has(entry.name)) continue;
      const { size } = await stat(join(folder, entry.name));
      if (size > 0 && sizes.get(entry.name) === size) ready.push(entry.name);
      sizes.set(entry.name, size);
    }
    return ready;
  }

  let player: ClipPlayer | null = null;
  let rig: Rig | null = null;
  async function takeReady(): Promise<void> {
    for (const name of await look()) {
      if (stopped) return;
      played.add(name);
      try {
        for (const clip of await load(join(folder, name))) {
          rig ??= clip.rig;
          if (player) player.add(clip);
          else player = createClipPlayer(clip, options);
        }
      } catch (error) {
        onError(error, join(folder, name));
      }
    }
  }

  async function watch(): Promise<void> {
    let told = '';
    for (await pause(); !stopped; await pause()) {
      await takeReady().catch((error: Error) => {
        // a folder that is away stays away for many looks
        if (error.message !== told) onError(error, folder);
        told = error.message;
      });
    }
  }

  for (await takeReady(); player === null; await takeReady()) await pause();
  void watch();
  return {
    player,
    rig: rig!,
    stop() {
      stopped = true;
    },
  };
}

async function addFile(
  player: ClipPlayer,
  path: string,
  load: ClipLoader,
  onError: (error: unknown, path: string) => void,
): Promise<void> {
  try {
    for (const clip of await load(path)) player.add(clip);
  } catch (error) {
    onError(error, path);
  }
}

const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, LOOK_SECONDS * 1000);
  });
