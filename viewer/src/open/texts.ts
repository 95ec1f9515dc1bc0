/** What is said about files that are opened. */
import { defineTexts } from '../texts/language.ts';

export const openTexts = defineTexts(
  {
    unreachable: (address: string) =>
      `${address} cannot be reached. Is the program that serves it still running?`,
    absent: (address: string) => `There is no ${address} here.`,
    refused: (address: string, status: number) => `${address} was refused with status ${status}.`,
    unreadable: (name: string, kind: string) => `${name} is not ${kind} that can be read.`,
    aGlb: 'a glb file',
    anFbx: 'an FBX file',
    nothing: 'Nothing to show yet',
    dropHere: 'Drop a recording, a clip or a folder of them here, or choose one.',
    chooseFile: 'Open a file',
    chooseFolder: 'Open a folder',
    kinds:
      'Recordings: .pose, tracker JSON and JSON Lines. Clips: glb, VRM, FBX. Nothing leaves this computer.',
    noSolver: 'The part of this page that solves recordings could not be started.',
  },
  {
    unreachable: (address) => `Får ikke tak i ${address}. Kjører programmet som deler den, fortsatt?`,
    absent: (address) => `Det finnes ingen ${address} her.`,
    refused: (address, status) => `${address} ble avvist med status ${status}.`,
    unreadable: (name, kind) => `${name} er ikke ${kind} som kan leses.`,
    aGlb: 'en glb-fil',
    anFbx: 'en FBX-fil',
    nothing: 'Ingenting å vise ennå',
    dropHere: 'Slipp et opptak, et klipp eller en mappe med slike her, eller velg en.',
    chooseFile: 'Åpne en fil',
    chooseFolder: 'Åpne en mappe',
    kinds:
      'Opptak: .pose, JSON og JSON Lines fra en sporer. Klipp: glb, VRM, FBX. Ingenting forlater denne maskinen.',
    noSolver: 'Den delen av siden som løser opptak, kunne ikke startes.',
  },
);
