/** Words of the page as a whole. */
import { defineTexts } from './texts/language.ts';

export const appTexts = defineTexts(
  {
    loading: 'Loading',
    notOpened: (name: string) => `${name} could not be opened`,
    tryAgain: 'Try again',
    noStream: 'That is no live stream',
    folderNotOpened: 'The folder could not be listed',
  },
  {
    loading: 'Henter',
    notOpened: (name) => `${name} lot seg ikke åpne`,
    tryAgain: 'Prøv igjen',
    noStream: 'Det er ingen direktestrøm',
    folderNotOpened: 'Mappen lot seg ikke lese',
  },
);
