/** Words of writing files and of saying how to make them again. */
import { defineTexts } from '../texts/language.ts';

export const exportTexts = defineTexts(
  {
    tab: 'Export',
    onlyRecordings:
      'This is a finished clip. Open the recording that it was made of to write it in other formats.',
    format: 'Format',
    mesh: 'With a visible body',
    meshHint: 'A plain figure, for programs that show nothing without a mesh.',
    int16: 'Half as large',
    int16Hint: 'Rotations in 16 bits: up to 0.02 degrees off.',
    save: (name: string) => `Save ${name}`,
    saving: 'Writing',
    saved: (names: string, kilobytes: number) => `Saved ${names}, ${kilobytes} kB`,
    nothing: 'The clip has nothing that this format holds.',
    again: 'Make it again',
    link: 'Copy a link to this view',
    noLink: 'A file of your own disk has no link; the command works where the file lies.',
    command: 'Copy the command',
    copied: 'Copied',
  },
  {
    tab: 'Eksporter',
    onlyRecordings:
      'Dette er et ferdig klipp. Åpne opptaket det ble laget av, for å skrive det i andre formater.',
    format: 'Format',
    mesh: 'Med synlig kropp',
    meshHint: 'En enkel figur, for programmer som ikke viser noe uten en modell.',
    int16: 'Halvparten så stor',
    int16Hint: 'Dreininger i 16 bit: opptil 0,02 grader feil.',
    save: (name) => `Lagre ${name}`,
    saving: 'Skriver',
    saved: (names, kilobytes) => `Lagret ${names}, ${kilobytes} kB`,
    nothing: 'Klippet har ingenting som dette formatet rommer.',
    again: 'Lag det på nytt',
    link: 'Kopier en lenke til denne visningen',
    noLink: 'En fil på din egen disk har ingen lenke; kommandoen virker der filen ligger.',
    command: 'Kopier kommandoen',
    copied: 'Kopiert',
  },
);
