/** What the page has open: a file, the settings it is solved with, and what became of it. The clip before stays until the next is there. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Address } from './address.ts';
import type { Clip } from './clip/clip.ts';
import { isVideo } from './open/file-kind.ts';
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
  /** The picture that the clip was tracked in. */
  readonly video: SourceFile | null;
  /** A clip, a recording, a character to show recordings on, or the video of what is open. */
  open(file: SourceFile, video?: SourceFile | null): void;
  closeVideo(): void;
  /** Shows the recording on the proxy again; null where there is no recording. */
  readonly leaveModel: (() => void) | null;
  /** Solves the recording again; what is undefined goes back to its default. */
  change(settings: Partial<ClipSettings>): void;
  /** Reads and solves once more, after a problem. */
  retry(): void;
}

interface Asked {
  readonly file: SourceFile | null;
  readonly settings: ClipSettings;
}

interface Video {
  readonly of: SourceFile | null;
  readonly file: SourceFile;
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
  const [video, setVideo] = useState<Video | null>(() =>
    address.video === null ? null : { of: asked.file, file: servedFile(address.video) },
  );
  /** What a character that is opened will be shown with. */
  const lastSolved = useRef<SourceFile | null>(null);

  useEffect(() => {
    const { file, settings } = asked;
    if (!file) return;
    const abort = new AbortController();
    const arrive = (clip: Clip | null, problem: string | null) => {
      if (!abort.signal.aborted) setOutcome({ of: asked, clip, problem });
    };
    openClip(file, settings, solver, abort.signal).then(
      (clip) => {
        if (abort.signal.aborted) return;
        if (clip.solved) lastSolved.current = file;
        const rig = clip.solved ? undefined : clip.model?.understood?.rig;
        if (rig && (rig !== settings.rig || lastSolved.current)) {
          setAsked({ file: lastSolved.current ?? file, settings: { ...settings, rig } });
          if (lastSolved.current) return;
        }
        arrive(clip, null);
      },
      (error: Error) => arrive(null, error.message),
    );
    return () => abort.abort();
  }, [asked, solver]);

  const open = useCallback(
    (file: SourceFile, itsVideo: SourceFile | null = null) => {
      if (isVideo(file.name)) setVideo({ of: asked.file, file });
      else {
        setAsked(({ settings }) => ({ file, settings }));
        if (itsVideo) setVideo({ of: file, file: itsVideo });
      }
    },
    [asked],
  );
  const closeVideo = useCallback(() => setVideo(null), []);
  const change = useCallback(
    (changes: Partial<ClipSettings>) =>
      setAsked(({ file, settings }) => ({
        file,
        // a target by name takes the place of a character
        settings: { ...settings, ...('target' in changes && { rig: undefined }), ...changes },
      })),
    [],
  );
  const leaveModel = useCallback(
    () =>
      setAsked(({ file, settings }) => ({
        file: lastSolved.current ?? file,
        settings: { ...settings, rig: undefined },
      })),
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
      video: video && video.of === asked.file ? video.file : null,
      open,
      closeVideo,
      leaveModel: lastSolved.current && leaveModel,
      change,
      retry,
    }),
    [asked, outcome, solver, video, open, closeVideo, leaveModel, change, retry],
  );
}
