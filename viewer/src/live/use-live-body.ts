/** The body that a stream is shown on: the clip's where one is open, else one at rest on the skeleton that the stream names. */
import { useEffect, useState } from 'react';
import { CLIP_DEFAULTS, type StaticData, targetNamed } from '../../../src/index.ts';
import type { Clip } from '../clip/clip.ts';
import { loadBody } from '../clip/load-body.ts';
import { loadClip } from '../clip/load-clip.ts';
import type { Solver } from '../solve/solver.ts';
import { targetOfStream } from './target-of-stream.ts';

export interface LiveBody {
  readonly clip: Clip | null;
  /** Why there is none, in words. */
  readonly problem: string | null;
}

export function useLiveBody(given: Clip | null, subject: StaticData | null, solver: Solver): LiveBody {
  const [body, setBody] = useState<LiveBody>({ clip: null, problem: null });
  const target = subject ? targetOfStream(subject).name : CLIP_DEFAULTS.target;
  useEffect(() => {
    if (given) return;
    const abort = new AbortController();
    solver
      .ask('rest', { target }, abort.signal)
      .then(async (glb): Promise<Clip> => {
        const body = await loadBody(glb, target, 'gltf');
        return { ...(await loadClip(body, target, targetNamed(target).rig())), solved: null, model: null };
      })
      .then(
        (clip) => !abort.signal.aborted && setBody({ clip, problem: null }),
        (error: Error) => !abort.signal.aborted && setBody({ clip: null, problem: error.message }),
      );
    return () => abort.abort();
  }, [given, target, solver]);
  return given ? { clip: given, problem: null } : body;
}
