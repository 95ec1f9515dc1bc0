/** The page around a body: stage with its view buttons, a bar below, a panel at the side. */
import { type ReactNode, useState } from 'react';
import type { Clip } from '../clip/load-clip.ts';
import { Stage, type StageProps } from '../stage/stage.tsx';
import { VIEW_NAMES, type ViewName } from '../stage/views.ts';
import { ThemeButton } from './theme-button.tsx';

interface ScreenProps extends Pick<StageProps, 'onTick' | 'onPose'> {
  readonly clip: Clip;
  readonly bar: ReactNode;
  /** The panel. */
  readonly children: ReactNode;
}

const VIEW_LABELS: Readonly<Record<ViewName, string>> = {
  front: 'Front',
  hands: 'Hands',
  face: 'Face',
  side: 'Side',
};

export function Screen({ clip, onTick, onPose, bar, children }: ScreenProps) {
  const [view, setView] = useState<ViewName>('front');
  const [viewPresses, setViewPresses] = useState(0);
  return (
    <main className="screen">
      <section className="stage" aria-label="Stage">
        <Stage clip={clip} view={view} viewPresses={viewPresses} onTick={onTick} onPose={onPose} />
        <fieldset className="choices views">
          <legend>View</legend>
          {VIEW_NAMES.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === view}
              onClick={() => {
                setView(name);
                setViewPresses(viewPresses + 1);
              }}
            >
              {VIEW_LABELS[name]}
            </button>
          ))}
        </fieldset>
      </section>
      <aside className="panel" aria-label="About this clip">
        <header>
          <span className="wordmark">tegn</span>
          <ThemeButton />
        </header>
        {children}
      </aside>
      <section className="bar" aria-label="Playback">
        {bar}
      </section>
    </main>
  );
}
