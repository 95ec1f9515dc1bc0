/** The folder that is open beside the clip, what of it is listed, and which of it is shown. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Address } from '../address.ts';
import { isVideo } from '../open/file-kind.ts';
import type { SourceFile } from '../open/source-file.ts';
import type { Session } from '../session.ts';
import { ALL, type Choice, chooseEntries } from './choose-entries.ts';
import { type Folder, type FolderEntry, ownFolder, servedFolder } from './folder.ts';
import { createSummaries, type Summaries } from './summaries.ts';

export interface OpenFolder {
  readonly folder: Folder;
  readonly summaries: Summaries;
  readonly choice: Choice;
  choose(choice: Choice): void;
  /** What is listed, in order. */
  readonly shown: readonly FolderEntry[];
  readonly current: FolderEntry | null;
  open(entry: FolderEntry): void;
  /** Opens the entry that many places further in the list. */
  step(by: number): void;
}

export interface FolderState {
  /** Null where none is open. */
  readonly open: OpenFolder | null;
  /** Being listed. */
  readonly busy: boolean;
  /** Why it could not be listed, in words. */
  readonly problem: string | null;
  /** What was dropped or chosen: a folder to list, or one file to show. */
  take(files: readonly SourceFile[]): void;
}

interface Held {
  readonly folder: Folder;
  readonly summaries: Summaries;
}

export function useFolder(address: Address, session: Session): FolderState {
  const [held, setHeld] = useState<Held | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [choice, setChoice] = useState<Choice>(ALL);
  const { file } = session;
  const latest = useRef(session);
  useEffect(() => {
    latest.current = session;
  });

  const hold = useCallback((folder: Folder) => {
    setChoice(ALL);
    setHeld({ folder, summaries: createSummaries(folder) });
  }, []);
  useEffect(() => () => held?.summaries.close(), [held]);

  const openEntry = useCallback((entry: FolderEntry) => {
    const { file: shownNow, problem: failed } = latest.current;
    if (isOf(entry, shownNow) && failed === null) return;
    latest.current.open(entry.file, entry.video);
    if (entry.file.url !== null) showInAddress(entry);
  }, []);

  useEffect(() => {
    if (!address.folder) return;
    const abort = new AbortController();
    servedFolder(abort.signal).then(
      (folder) => {
        hold(folder);
        if (address.clip === null && folder.entries.length > 0) openEntry(folder.entries[0]);
      },
      (error: Error) => {
        if (!abort.signal.aborted) setProblem(error.message);
      },
    );
    return () => abort.abort();
  }, [address, hold, openEntry]);

  const take = useCallback(
    (files: readonly SourceFile[]) => {
      const folder = ownFolder(files);
      if (folder) {
        hold(folder);
        openEntry(folder.entries[0]);
        return;
      }
      const video = files.find(({ name }) => isVideo(name)) ?? null;
      const clip = files.find(({ name }) => !isVideo(name));
      if (clip) latest.current.open(clip, video);
      else latest.current.open(files[0]);
    },
    [hold, openEntry],
  );

  // scores that arrive later do not move rows about under the reader
  const shown = useMemo(
    () => (held ? chooseEntries(held.folder.entries, choice, held.summaries.of) : []),
    [held, choice],
  );
  const current = useMemo(
    () => held?.folder.entries.find((entry) => isOf(entry, file)) ?? null,
    [held, file],
  );
  const open = useMemo<OpenFolder | null>(
    () =>
      held && {
        ...held,
        choice,
        choose: setChoice,
        shown,
        current,
        open: openEntry,
        step(by) {
          const at = current ? shown.indexOf(current) : -1;
          const to = at < 0 ? 0 : at + by;
          if (shown[to]) openEntry(shown[to]);
        },
      },
    [held, choice, shown, current, openEntry],
  );
  return { open, busy: address.folder && held === null && problem === null, problem, take };
}

const isOf = (entry: FolderEntry, file: SourceFile | null): boolean =>
  file !== null && entry.file.name === file.name && entry.file.url === file.url;

/** So that the page comes back to this clip, and a link shows it. */
function showInAddress({ file, video }: FolderEntry): void {
  const url = new URL(location.href);
  const kept = [...url.searchParams].filter(([name]) => !['clip', 'video', 'frame', 'folder'].includes(name));
  const parameters = new URLSearchParams([['folder', ''], ['clip', file.url!], ...kept]);
  if (video?.url) parameters.set('video', video.url);
  url.search = String(parameters);
  history.replaceState(null, '', url);
}
