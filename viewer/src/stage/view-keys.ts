/** Number keys choose the named views, in their order. */
import { type Dispatch, type SetStateAction, useEffect } from 'react';
import type { ChosenView } from './view-buttons.tsx';
import { VIEW_NAMES } from './views.ts';

export function useViewKeys(choose: Dispatch<SetStateAction<ChosenView>>): void {
  useEffect(() => {
    const onKey = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (ctrlKey || metaKey || altKey || takesDigits(target)) return;
      const name = VIEW_NAMES[Number(key) - 1];
      if (name) choose(({ presses }) => ({ name, presses: presses + 1 }));
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [choose]);
}

const takesDigits = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && !/^(range|checkbox|radio|button|file)$/.test(target.type)) ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;
