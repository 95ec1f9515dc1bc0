/** The panels beside a clip: what is known about it, and what can be done with it. */
import { AdjustPanel } from './adjust/adjust-panel.tsx';
import { adjustTexts } from './adjust/texts.ts';
import type { Clip } from './clip/clip.ts';
import { ComparePanel } from './compare/compare-panel.tsx';
import { compareTexts } from './compare/texts.ts';
import type { Comparison } from './compare/use-comparison.ts';
import { ExportPanel } from './export/export-panel.tsx';
import { exportTexts } from './export/texts.ts';
import { JointsPanel } from './inspect/joints-panel.tsx';
import { inspectTexts } from './inspect/texts.ts';
import type { Playback } from './playback/playback.ts';
import type { Session } from './session.ts';
import { ClipPanel } from './ui/clip-panel.tsx';
import { ClipTitle } from './ui/clip-title.tsx';
import { Tabs } from './ui/tabs.tsx';
import { uiTexts } from './ui/texts.ts';

interface ClipTabsProps {
  readonly session: Session;
  readonly clip: Clip;
  readonly playback: Playback;
  readonly comparison: Comparison;
}

export function ClipTabs({ session, clip, playback, comparison }: ClipTabsProps) {
  const texts = uiTexts.use();
  const given = { session, clip, playback };
  const tabs = [
    { id: 'about', label: texts.aboutTab, content: <ClipPanel clip={clip} onSeek={playback.seek} /> },
    {
      id: 'joints',
      label: inspectTexts.use().joints,
      content: <JointsPanel clip={clip} playback={playback} />,
    },
    { id: 'adjust', label: adjustTexts.use().tab, content: <AdjustPanel {...given} /> },
    {
      id: 'compare',
      label: compareTexts.use().tab,
      content: <ComparePanel comparison={comparison} playback={playback} canSolve={clip.solved !== null} />,
    },
    { id: 'export', label: exportTexts.use().tab, content: <ExportPanel {...given} /> },
  ];
  return (
    <>
      <ClipTitle clip={clip} />
      <Tabs label={texts.panels} tabs={tabs} />
    </>
  );
}
