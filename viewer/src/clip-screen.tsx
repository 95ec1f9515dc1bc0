/** A clip: stage, time below it, and at the side what is known about it and what can be done with it. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { AdjustPanel } from './adjust/adjust-panel.tsx';
import { adjustTexts } from './adjust/texts.ts';
import type { Clip } from './clip/clip.ts';
import { ComparePanel } from './compare/compare-panel.tsx';
import { ComparedBody } from './compare/compared-body.tsx';
import { sideViews } from './compare/side-views.ts';
import { compareTexts } from './compare/texts.ts';
import { useComparison } from './compare/use-comparison.ts';
import { ExportPanel } from './export/export-panel.tsx';
import { exportTexts } from './export/texts.ts';
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
        <ClipStage clip={clip} onTick={playback.tick} onPose={onPose} views={views}>
          <ComparedBody a={clip} comparison={comparison} playback={playback} />
        </ClipStage>
      }
      bar={<Transport playback={playback} />}
      actions={<FileButton label={texts.open} onFiles={([file]) => session.open(file)} />}
    >
      <Tabs
        label={texts.panels}
        tabs={[
          { id: 'about', label: texts.aboutTab, content: <ClipPanel clip={clip} /> },
          {
            id: 'adjust',
            label: adjustTexts.use().tab,
            content: <AdjustPanel session={session} clip={clip} playback={playback} />,
          },
          {
            id: 'compare',
            label: compareTexts.use().tab,
            content: (
              <ComparePanel comparison={comparison} playback={playback} canSolve={clip.solved !== null} />
            ),
          },
          {
            id: 'export',
            label: exportTexts.use().tab,
            content: <ExportPanel session={session} clip={clip} playback={playback} />,
          },
        ]}
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
