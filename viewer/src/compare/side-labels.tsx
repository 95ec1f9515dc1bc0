/** Which of the two bodies is which, when they stand side by side. */
import { compareTexts } from './texts.ts';
import type { Comparison } from './use-comparison.ts';

export function SideLabels({ comparison: { compared, clip, mode } }: { readonly comparison: Comparison }) {
  const texts = compareTexts.use();
  if (clip === null || mode !== 'side') return null;
  return (
    <div className="side-labels">
      <span>A</span>
      <span>{`B: ${texts.choices[compared]}`}</span>
    </div>
  );
}
