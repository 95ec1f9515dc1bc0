/** English or Norwegian. */
import { chooseLanguage, LANGUAGES, useLanguage } from '../texts/language.ts';

export function LanguageButton() {
  const now = useLanguage();
  const other = now === 'en' ? 'nb' : 'en';
  return (
    <button type="button" className="text-button" lang={other} onClick={() => chooseLanguage(other)}>
      {LANGUAGES[other]}
    </button>
  );
}
