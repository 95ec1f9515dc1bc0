/** The colours of the page as a canvas wants them, read anew when the page changes between light and dark. */
import { useSyncExternalStore } from 'react';

const COLOURS = [
  'ink',
  'soft',
  'line',
  'accent',
  'measured',
  'repaired',
  'invented',
  'clamped',
  'limit',
] as const;
export type Colours = Readonly<Record<(typeof COLOURS)[number], string>>;

export const useColours = (): Colours => useSyncExternalStore(subscribe, readColours);

let read: Colours | null = null;

function readColours(): Colours {
  if (read) return read;
  // a colour that depends on the scheme is told only by an element that has it
  const probe = document.body.appendChild(document.createElement('i'));
  const colourOf = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  read = Object.fromEntries(COLOURS.map((name) => [name, colourOf(name)])) as Colours;
  probe.remove();
  return read;
}

function subscribe(listener: () => void): () => void {
  const changed = () => {
    read = null;
    listener();
  };
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(changed);
  scheme.addEventListener('change', changed);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => {
    scheme.removeEventListener('change', changed);
    chosen.disconnect();
  };
}
