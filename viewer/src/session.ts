/** What the page has open: a file, the settings it is solved with, and what became of it. The clip before stays until the next is there. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Address } from './address.ts';
import type { Clip } from './clip/clip.ts';
import { openClip } from './open/open-clip.ts';
import { servedFile } from './open/served-file.ts';
import type { SourceFile } from './open/source-file.ts';
import type { ClipSettings } from './solve/settings.ts';
import { createSolver, type Solver } from './solve/solver.ts';

export interface Session {
  readonly file: SourceFile | null;
  readonly settings: ClipSettings;
  readonly clip: Clip | null;
  /** A file is being read or solved. */
  readonly busy: boolean;
  /** Why the file could not be shown, in words. */
  readonly problem: string | null;
  readonly solver: Solver;
  open(file: SourceFile): void;
  /** Solves the recording again; what is undefined goes back to its default. */
  change(settings: Partial<ClipSettings>): void;
  /** Reads and solves once more, after a problem. */
  retry(): void;
}

interface Asked {
  readonly file: SourceFile | null;
  readonly settings: ClipSettings;
}

interface Outcome {
  readonly of: Asked;
  readonly clip: Clip | null;
  readonly problem: string | null;
}

export function useSession(address: Address): Session {
  const [solver] = useState(createSolver);
  const [asked, setAsked] = useState<Asked>(() => ({
    file: address.clip === null ? null : servedFile(address.clip),
    settings: address.settings,
  }));
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  useEffect(() => {
    const { file, settings } = asked;
    if (!file) return;
    const abort = new AbortController();
    const arrive = (clip: Clip | null, problem: string | null) => {
      if (!abort.signal.aborted) setOutcome({ of: asked, clip, problem });
    };
    openClip(file, settings, solver, abort.signal).then(
      (clip) => arrive(clip, null),
      (error: Error) => arrive(null, error.message),
    );
    return () => abort.abort();
  }, [asked, solver]);

  const open = useCallback((file: SourceFile) => setAsked(({ settings }) => ({ file, settings })), []);
  const change = useCallback(
    (changes: Partial<ClipSettings>) =>
      setAsked(({ file, settings }) => ({ file, settings: { ...settings, ...changes } })),
    [],
  );
  const retry = useCallback(() => setAsked((same) => ({ ...same })), []);

  return useMemo(
    () => ({
      ...asked,
      clip: outcome?.clip ?? null,
      busy: asked.file !== null && outcome?.of !== asked,
      problem: outcome?.of === asked ? outcome.problem : null,
      solver,
      open,
      change,
      retry,
    }),
    [asked, outcome, solver, open, change, retry],
  );
}
