/** A clip: stage, time below it, and at the side what is known about it and what can be done with it. */
import { useCallback, useEffect, useState } from 'react';
import type { Clip } from './clip/clip.ts';
import { FileButton } from './open/file-button.tsx';
import { createPlayback, type Playback } from './playback/playback.ts';
import { usePlaybackKeys } from './playback/playback-keys.ts';
import type { Session } from './session.ts';
import { ClipStage } from './stage/clip-stage.tsx';
import { publishTestHook } from './test-hook.ts';
import { ClipPanel } from './ui/clip-panel.tsx';
import { Screen } from './ui/screen.tsx';
import { Tabs } from './ui/tabs.tsx';
import { uiTexts } from './ui/texts.ts';
import { Transport } from './ui/transport.tsx';

interface ClipScreenProps {
  readonly session: Session;
  readonly clip: Clip;
  /** Frame to begin with, paused; plays from the start when null. */
  readonly startFrame: number | null;
}

export function ClipScreen({ session, clip, startFrame }: ClipScreenProps) {
  const texts = uiTexts.use();
  const playback = usePlayback(clip, startFrame);
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
    <Screen
      stage={<ClipStage clip={clip} onTick={playback.tick} onPose={onPose} />}
      bar={<Transport playback={playback} />}
      actions={<FileButton label={texts.open} onFiles={([file]) => session.open(file)} />}
    >
      <Tabs
        label={texts.panels}
        tabs={[{ id: 'about', label: texts.aboutTab, content: <ClipPanel clip={clip} /> }]}
      />
    </Screen>
  );
}

/** One for each clip; a clip of the same length goes on where the one before stood, as the same recording solved anew does. */
function usePlayback(clip: Clip, startFrame: number | null): Playback {
  const { frameCount, framesPerSecond } = clip.sampler;
  const [held, hold] = useState(() => {
    const playback = createPlayback(frameCount, framesPerSecond, startFrame === null);
    if (startFrame !== null) playback.seek(startFrame);
    return { clip, playback };
  });
  if (held.clip === clip) return held.playback;
  const same = held.playback.frameCount === frameCount && held.playback.framesPerSecond === framesPerSecond;
  const playback = same ? held.playback : createPlayback(frameCount, framesPerSecond, true);
  hold({ clip, playback });
  return playback;
}
