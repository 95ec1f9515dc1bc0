/** What the clip says about itself: how good it is and why, how much of it was seen, where it comes from. */
import type { Clip } from '../clip/clip.ts';
import { ClipQuality } from '../inspect/clip-quality.tsx';
import { findingNotices, issueNotices, type Notice } from '../inspect/notices.ts';
import { inspectTexts } from '../inspect/texts.ts';
import { Facts } from './facts.tsx';
import { Issues } from './issues.tsx';
import { QualityBars } from './quality-bars.tsx';

interface ClipPanelProps {
  readonly clip: Clip;
  readonly onSeek: (frame: number) => void;
}

export function ClipPanel({ clip, onSeek }: ClipPanelProps) {
  const texts = inspectTexts.use();
  const { metadata, fileName, solved } = clip;
  const { target, approximate } = metadata;
  return (
    <>
      {solved && <ClipQuality measure={solved.measure} onSeek={onSeek} />}
      <Issues title={texts.worthKnowing} notices={worthKnowing(clip)} onSeek={onSeek} />
      <QualityBars parts={metadata.parts} />
      <Facts
        rows={[
          [texts.file, fileName],
          [texts.source, metadata.source],
          [texts.readAs, metadata.kind],
          [texts.licence, metadata.licence],
          [texts.skeleton, target && approximate ? texts.approximate(target) : target],
          [texts.madeBy, metadata.tegnVersion && `tegn ${metadata.tegnVersion}`],
        ]}
      />
    </>
  );
}

/** What took nothing off the score. */
function worthKnowing(clip: Clip): Notice[] {
  const findings = clip.solved ? findingNotices(clip.solved.measure) : [];
  return [...issueNotices(clip), ...findings.filter(({ cost }) => cost === 0)];
}
