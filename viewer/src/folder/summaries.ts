/**
 * What is known of the clips of a folder. Rows ask while they are on screen and take it back when they scroll away: what was not begun is
 * not begun, what is being fetched is dropped. Thumbnails come before qualities, which cost a whole solve. A worker of its own does the
 * work, so that opening a clip never waits behind it.
 */
import { createSolver } from '../solve/solver.ts';
import type { ClipQuality, ReportedClip } from './batch-report.ts';
import type { Figure } from './figure.ts';
import type { Folder, FolderEntry } from './folder.ts';

export interface KnownClip {
  /** Undefined before it was looked at, null where there is none. */
  readonly figure?: Figure | null;
  readonly seconds?: number | null;
  readonly quality?: ClipQuality | null;
  readonly isRecording?: boolean;
  /** Why it cannot be read, or why the batch could not make it. */
  readonly problem?: string;
}

export interface Summaries {
  of(path: string): KnownClip;
  subscribe(listener: () => void): () => void;
  /** A row is on screen; the function that comes back says that it is no more. */
  want(entry: FolderEntry): () => void;
  close(): void;
}

/** Thumbnails that are kept: some forty screens of them. */
const MOST_FIGURES = 400;
/** Longer files have no thumbnail: reading one would hold up all others. */
const LARGEST_FILE = 64 * 2 ** 20;
/** One is fetched while another is drawn. */
const AT_ONCE = 2;

interface Wanted {
  readonly entry: FolderEntry;
  readonly abort: AbortController;
  busy: boolean;
}

const NOTHING: KnownClip = {};

export function createSummaries(folder: Folder): Summaries {
  const solver = createSolver();
  const known = new Map<string, KnownClip>();
  const drawn = new Set<string>();
  const wanted = new Map<string, Wanted>();
  const listeners = new Set<() => void>();
  const closed = new AbortController();
  let summarising = 0;
  let measuring = false;
  let reported = folder.report === null;
  if (folder.report) {
    readReport(folder.report).finally(() => {
      reported = true;
      next();
    });
  }

  function learn(path: string, more: KnownClip): void {
    known.set(path, { ...known.get(path), ...more });
    if (more.figure) {
      drawn.delete(path);
      drawn.add(path);
      if (drawn.size > MOST_FIGURES) forgetOldest();
    }
    for (const listener of listeners) listener();
  }

  function forgetOldest(): void {
    for (const path of drawn) {
      if (wanted.has(path)) continue;
      drawn.delete(path);
      const { figure: _, ...rest } = known.get(path)!;
      known.set(path, rest);
      return;
    }
  }

  async function readReport(file: NonNullable<Folder['report']>): Promise<void> {
    try {
      const bytes = await file.bytes(closed.signal);
      const clips: Record<string, ReportedClip> = await solver.ask('report', { bytes }, closed.signal);
      for (const [path, { quality, seconds, problem }] of Object.entries(clips)) {
        const told = { quality, ...(seconds !== null && { seconds }), ...(problem !== null && { problem }) };
        // what the file itself says of its length holds
        known.set(path, { ...told, ...known.get(path) });
      }
      for (const listener of listeners) listener();
    } catch {
      // a folder without scores is still a folder
    }
  }

  function next(): void {
    if (closed.signal.aborted) return;
    const waiting = [...wanted.values()].filter(({ busy }) => !busy);
    for (const one of waiting) {
      if (summarising >= AT_ONCE) return;
      if (known.get(one.entry.path)?.figure === undefined) void summarise(one);
    }
    if (summarising > 0 || measuring || !reported) return;
    const unmeasured = waiting.find(({ entry }) => {
      const { isRecording, quality } = known.get(entry.path) ?? NOTHING;
      return isRecording && quality === undefined;
    });
    if (unmeasured) void measure(unmeasured);
  }

  async function summarise(one: Wanted): Promise<void> {
    const { entry, abort } = one;
    const { signal } = abort;
    one.busy = true;
    summarising++;
    try {
      if ((entry.size ?? 0) > LARGEST_FILE) learn(entry.path, { figure: null, isRecording: false });
      else {
        const bytes = await entry.file.bytes(signal);
        const { figure, seconds, isRecording } = await solver.ask(
          'summarise',
          { name: entry.path, bytes },
          signal,
        );
        learn(entry.path, { figure, isRecording, ...(seconds !== null && { seconds }) });
      }
    } catch (error) {
      if (!signal.aborted)
        learn(entry.path, { figure: null, isRecording: false, problem: (error as Error).message });
    }
    one.busy = false;
    summarising--;
    next();
  }

  async function measure(one: Wanted): Promise<void> {
    const { entry, abort } = one;
    one.busy = true;
    measuring = true;
    try {
      const bytes = await entry.file.bytes(abort.signal);
      // what was begun is kept, whether the row is still there or not
      const quality = await solver.ask('measure', { name: entry.path, bytes });
      learn(entry.path, { quality });
    } catch {
      if (!abort.signal.aborted) learn(entry.path, { quality: null });
    }
    one.busy = false;
    measuring = false;
    next();
  }

  return {
    of: (path) => known.get(path) ?? NOTHING,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    want(entry) {
      const one: Wanted = { entry, abort: new AbortController(), busy: false };
      wanted.set(entry.path, one);
      // after the rows that came into sight with it, and those that left
      queueMicrotask(next);
      return () => {
        if (wanted.get(entry.path) === one) wanted.delete(entry.path);
        one.abort.abort();
      };
    },
    close() {
      closed.abort();
      for (const { abort } of wanted.values()) abort.abort();
      wanted.clear();
      solver.close();
    },
  };
}
