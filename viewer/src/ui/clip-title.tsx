/** Which clip it is, over all its panels. */
import type { Clip } from '../clip/clip.ts';
import { inspectTexts } from '../inspect/texts.ts';

/** Letters that still fit into one line of large type. */
const LONG_TITLE = 18;

export function ClipTitle({ clip }: { readonly clip: Clip }) {
  const texts = inspectTexts.use();
  const { frameCount, framesPerSecond } = clip.sampler;
  const title = clip.metadata.gloss ?? clip.fileName.replace(/\.[^.]+$/, '');
  const seconds = (frameCount / framesPerSecond).toFixed(2);
  return (
    <div className="title clip-title">
      <h1 data-long={title.length > LONG_TITLE}>{title}</h1>
      <p className="soft">{texts.clipLine(seconds, frameCount, Number(framesPerSecond.toFixed(3)))}</p>
    </div>
  );
}
