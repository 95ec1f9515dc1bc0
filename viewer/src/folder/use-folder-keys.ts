/** N and P anywhere on the page, except where words are typed: the next and the previous clip of the folder. */
import { useEffect } from 'react';
import type { OpenFolder } from './use-folder.ts';

const STEPS: Readonly<Record<string, number>> = { n: 1, p: -1 };

export function useFolderKeys({ step }: OpenFolder): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = STEPS[event.key.toLowerCase()];
      if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.matches('input, select, textarea')) return;
      event.preventDefault();
      step(by);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [step]);
}
