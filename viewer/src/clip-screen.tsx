/** A clip from a file: stage, transport, and what is known about it. */
import { useCallback, useEffect, useState } from 'react';
import type { Clip } from './clip/load-clip.ts';
import { createPlayback } from './playback/playback.ts';
import { usePlaybackKeys } from './playback/playback-keys.ts';
import { publishTestHook } from './test-hook.ts';
import { ClipPanel } from './ui/clip-panel.tsx';
import { Screen } from './ui/screen.tsx';
import { Transport } from './ui/transport.tsx';

export function ClipScreen({ clip }: { readonly clip: Clip }) {
  const [playback] = useState(() =>
    createPlayback(clip.sampler.frameCount, clip.sampler.framesPerSecond, true),
  );
  usePlaybackKeys(playback);
  useEffect(() => playback.onMove(clip.sampler.pose), [playback, clip]);
  useEffect(
    () => publishTestHook(clip, () => Math.floor(playback.position()), playback.seek),
    [playback, clip],
  );
  const onPose = useCallback(
    (listener: () => void) => {
      const stops = [playback.onMove(listener), playback.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    [playback],
  );
  return (
    <Screen clip={clip} onTick={playback.tick} onPose={onPose} bar={<Transport playback={playback} />}>
      <ClipPanel clip={clip} />
    </Screen>
  );
}
