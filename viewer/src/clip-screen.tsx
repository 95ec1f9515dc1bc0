/** A clip: stage, time below it, panels at the side. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Clip } from './clip/clip.ts';
import { ClipTabs } from './clip-tabs.tsx';
import { ComparedBody } from './compare/compared-body.tsx';
import { SideLabels } from './compare/side-labels.tsx';
import { sideViews } from './compare/side-views.ts';
import { useComparison } from './compare/use-comparison.ts';
import { FileButton } from './open/file-button.tsx';
import type { SourceFile } from './open/source-file.ts';
import { createPlayback, type Playback } from './playback/playback.ts';
import { usePlaybackKeys } from './playback/playback-keys.ts';
import type { Session } from './session.ts';
import { ClipStage } from './stage/clip-stage.tsx';
import { ModelNote } from './stage/model-note.tsx';
import { publishTestHook } from './test-hook.ts';
import { Screen } from './ui/screen.tsx';
import { uiTexts } from './ui/texts.ts';
import { Transport } from './ui/transport.tsx';
import { VideoPane } from './video/video-pane.tsx';

interface ClipScreenProps {
  readonly session: Session;
  readonly clip: Clip;
  /** Frame to begin with, paused; plays from the start when null. */
  readonly startFrame: number | null;
  /** The user opens something else. */
  readonly onFiles: (files: readonly SourceFile[]) => void;
}

export function ClipScreen({ session, clip, startFrame, onFiles }: ClipScreenProps) {
  const texts = uiTexts.use();
  const playback = usePlayback(clip, startFrame);
  usePlaybackKeys(playback);
  const comparison = useComparison(session, clip);
  const isBeside = comparison.clip !== null && comparison.mode === 'side';
  const views = useMemo(() => (isBeside ? sideViews(clip.views) : clip.views), [isBeside, clip]);
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
      stage={
        <>
          <ClipStage
            clip={clip}
            position={playback.position}
            onTick={playback.tick}
            onPose={onPose}
            views={views}
            note={<ModelNote clip={clip} onOpen={session.open} onLeave={session.leaveModel} />}
            beside={
              session.video && (
                <VideoPane
                  file={session.video}
                  clip={clip}
                  playback={playback}
                  onClose={session.closeVideo}
                />
              )
            }
          >
            <ComparedBody a={clip} comparison={comparison} playback={playback} />
          </ClipStage>
          <SideLabels comparison={comparison} />
        </>
      }
      bar={<Transport clip={clip} playback={playback} />}
      actions={<FileButton label={texts.open} onFiles={onFiles} />}
    >
      <ClipTabs session={session} clip={clip} playback={playback} comparison={comparison} />
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
