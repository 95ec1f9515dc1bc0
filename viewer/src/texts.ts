/** Words of the page as a whole. */
import { defineTexts } from './texts/language.ts';

export const appTexts = defineTexts(
  {
    loading: 'Loading',
    notOpened: (name: string) => `${name} could not be opened`,
    tryAgain: 'Try again',
    noStream: 'That is no live stream',
    expectedStream: (found: string) =>
      `Expected a WebSocket address such as ws://127.0.0.1:41520, found "${found}".`,
  },
  {
    loading: 'Henter',
    notOpened: (name) => `${name} lot seg ikke åpne`,
    tryAgain: 'Prøv igjen',
    noStream: 'Det er ingen direktestrøm',
    expectedStream: (found) => `Ventet en WebSocket-adresse som ws://127.0.0.1:41520, fant «${found}».`,
  },
);
