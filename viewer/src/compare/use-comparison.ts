/** The second clip, B: the same recording with other settings, or another file; made again when A changes. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Clip } from '../clip/clip.ts';
import { openClip } from '../open/open-clip.ts';
import type { SourceFile } from '../open/source-file.ts';
import type { Session } from '../session.ts';
import type { ClipSettings } from '../solve/settings.ts';
import { COMPARISONS, type Compared, type CompareMode } from './comparisons.ts';
import { type Differences, differences } from './differences.ts';

export interface Comparison {
  readonly compared: Compared;
  readonly mode: CompareMode;
  /** B; the one before until the next is there. */
  readonly clip: Clip | null;
  readonly differences: Differences | null;
  readonly busy: boolean;
  readonly problem: string | null;
  /** `file` is needed for "file". */
  compare(compared: Compared, file?: SourceFile): void;
  setMode(mode: CompareMode): void;
}

interface Asked {
  readonly compared: Compared;
  readonly file: SourceFile | null;
  readonly pinned: ClipSettings;
}

interface Outcome {
  readonly of: unknown;
  readonly clip: Clip | null;
  readonly problem: string | null;
}

const NOTHING: Asked = { compared: 'off', file: null, pinned: {} };

export function useComparison({ file, settings, solver }: Session, a: Clip): Comparison {
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const [mode, setMode] = useState<CompareMode>('side');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { compared } = asked;

  /** What B is made of; a new object each time it has to be made. */
  const wanted = useMemo(() => {
    if (asked.compared === 'off') return null;
    if (asked.compared === 'file') return asked.file && { file: asked.file, settings };
    if (asked.compared === 'pinned') return file && { file, settings: asked.pinned };
    return file && { file, settings: { ...settings, ...COMPARISONS[asked.compared] } };
  }, [asked, file, settings]);

  useEffect(() => {
    if (!wanted) return setOutcome(null);
    const abort = new AbortController();
    const arrive = (clip: Clip | null, problem: string | null) => {
      if (!abort.signal.aborted) setOutcome({ of: wanted, clip, problem });
    };
    openClip(wanted.file, wanted.settings, solver, abort.signal).then(
      (clip) => arrive(clip, null),
      (error: Error) => arrive(null, error.message),
    );
    return () => abort.abort();
  }, [wanted, solver]);

  const compare = useCallback(
    (to: Compared, other: SourceFile | null = null) =>
      setAsked({ compared: to, file: other, pinned: settings }),
    [settings],
  );
  const b = outcome?.clip ?? null;
  const apart = useMemo(() => b && differences(a.motion, b.motion), [a, b]);
  return {
    compared,
    mode,
    clip: b,
    differences: apart,
    busy: wanted !== null && outcome?.of !== wanted,
    problem: outcome?.problem ?? null,
    compare,
    setMode,
  };
}
