/** English or Norwegian: every room of the page keeps its own words in both, and shows those of the language that was chosen. */
import { useSyncExternalStore } from 'react';

export const LANGUAGES = { en: 'English', nb: 'Norsk' } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = 'tegn-language';
const listeners = new Set<() => void>();
let chosen: Language = savedLanguage();
document.documentElement.lang = chosen;

export const language = (): Language => chosen;

export function chooseLanguage(to: Language): void {
  chosen = to;
  localStorage.setItem(KEY, to);
  document.documentElement.lang = to;
  for (const listener of listeners) listener();
}

export interface Texts<T> {
  /** The words, and new ones when the language changes. */
  use(): T;
  /** The words as they are now, outside of React. */
  now(): T;
}

/** The same words in both languages; sentences with something in them are functions. */
export function defineTexts<T>(en: T, nb: NoInfer<T>): Texts<T> {
  const now = () => (chosen === 'nb' ? nb : en);
  return { now, use: () => useSyncExternalStore(subscribe, now) };
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The one chosen before, else that of the browser. */
function savedLanguage(): Language {
  const saved = localStorage.getItem(KEY);
  if (saved === 'en' || saved === 'nb') return saved;
  return /^(nb|nn|no)\b/i.test(navigator.language) ? 'nb' : 'en';
}
