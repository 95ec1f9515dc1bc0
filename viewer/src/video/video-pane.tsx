/** The video that a clip was tracked in, beside the stage and in step with it. Without sound. */
import { useEffect, useRef, useState } from 'react';
import type { Clip } from '../clip/clip.ts';
import { fileNameOf, type SourceFile } from '../open/source-file.ts';
import type { Playback } from '../playback/playback.ts';
import { followPlayback } from './follow-playback.ts';
import { videoTexts } from './texts.ts';

interface VideoPaneProps {
  readonly file: SourceFile;
  readonly clip: Clip;
  readonly playback: Playback;
  readonly onClose: () => void;
}

export function VideoPane({ file, clip, playback, onClose }: VideoPaneProps) {
  const texts = videoTexts.use();
  const video = useRef<HTMLVideoElement>(null);
  const [problem, setProblem] = useState<string | null>(null);

  // read whole: a video from a server that sends no ranges could not be put on a frame
  useEffect(() => {
    const abort = new AbortController();
    let address: string | null = null;
    setProblem(null);
    file.bytes(abort.signal).then(
      (bytes) => {
        if (abort.signal.aborted) return;
        address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
        video.current!.src = address;
      },
      ({ message }: Error) => {
        if (!abort.signal.aborted) setProblem(message);
      },
    );
    return () => {
      abort.abort();
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [file]);

  const start = clip.solved?.landmarks.start ?? 0;
  useEffect(
    () => followPlayback(video.current!, playback, clip.sampler.framesPerSecond, start),
    [playback, clip, start],
  );

  return (
    <section className="video-pane" aria-label={texts.video}>
      <video
        ref={video}
        muted
        playsInline
        preload="auto"
        hidden={problem !== null}
        aria-label={fileNameOf(file)}
        onError={() => setProblem(texts.unplayable(fileNameOf(file)))}
      />
      {problem !== null && <p role="alert">{problem}</p>}
      <button type="button" className="button" onClick={onClose}>
        {texts.takeAway}
      </button>
    </section>
  );
}
