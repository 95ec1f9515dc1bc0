/** What the clip says about itself: the word, what should be known before using it, how much of it was seen, where it comes from. */
import type { Clip } from '../clip/clip.ts';
import { Facts } from './facts.tsx';
import { Issues } from './issues.tsx';
import { QualityBars } from './quality-bars.tsx';

/** Letters that still fit into one line of large type. */
const LONG_TITLE = 12;

export function ClipPanel({ clip }: { readonly clip: Clip }) {
  const { metadata, sampler, fileName } = clip;
  const seconds = sampler.frameCount / sampler.framesPerSecond;
  const title = metadata.gloss ?? withoutExtension(fileName);
  return (
    <>
      <div className="title">
        <h1 data-long={title.length > LONG_TITLE}>{title}</h1>
        <p className="soft">
          {`${seconds.toFixed(2)} s, ${sampler.frameCount} frames at ${Number(sampler.framesPerSecond.toFixed(3))} fps`}
        </p>
      </div>
      <Issues issues={metadata.issues} />
      <QualityBars parts={metadata.parts} />
      <Facts
        rows={[
          ['File', fileName],
          ['Source', metadata.source],
          ['Read as', metadata.kind],
          ['Licence', metadata.licence],
          ['Skeleton', skeleton(clip)],
          ['Made by', metadata.tegnVersion && `tegn ${metadata.tegnVersion}`],
        ]}
      />
    </>
  );
}

function skeleton({ metadata }: Clip): string | undefined {
  if (!metadata.target) return undefined;
  return metadata.approximate ? `${metadata.target}, approximate rest pose` : metadata.target;
}

const withoutExtension = (name: string): string => name.replace(/\.[^.]+$/, '');
