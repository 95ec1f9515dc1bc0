/** The page around a body: stage with its controls over it, a bar below, a panel at the side. */
import type { ReactNode } from 'react';
import { LanguageButton } from './language-button.tsx';
import { uiTexts } from './texts.ts';
import { ThemeButton } from './theme-button.tsx';

interface ScreenProps {
  readonly stage: ReactNode;
  readonly bar: ReactNode;
  /** Beside the name of the program. */
  readonly actions?: ReactNode;
  /** The panel. */
  readonly children: ReactNode;
}

export function Screen({ stage, bar, actions, children }: ScreenProps) {
  const texts = uiTexts.use();
  return (
    <main className="screen">
      <section className="stage" aria-label={texts.stage}>
        {stage}
      </section>
      <aside className="panel" aria-label={texts.about}>
        <header>
          <span className="wordmark">tegn</span>
          {actions}
          <LanguageButton />
          <ThemeButton />
        </header>
        {children}
      </aside>
      <section className="bar" aria-label={texts.playback}>
        {bar}
      </section>
    </main>
  );
}
