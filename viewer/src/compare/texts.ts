/** Words of the comparison of two clips. */
import { defineTexts } from '../texts/language.ts';
import type { Compared, CompareMode } from './comparisons.ts';

export const compareTexts = defineTexts(
  {
    tab: 'Compare',
    with: 'Compare with',
    choices: {
      off: 'Nothing',
      raw: 'Raw: no smoothing, no limits',
      copied: 'Rotations copied, contacts lost',
      pinned: 'The settings of now, while you change them',
      file: 'Another file',
    } as Record<Compared, string>,
    choose: 'Choose the other file',
    mode: 'Show',
    modes: { side: 'Side by side', overlay: 'On top of each other' } as Record<CompareMode, string>,
    working: 'Making the second clip',
    noJoints: 'The two clips have no joint in common.',
    same: 'Both clips move the same.',
    mean: 'Apart on average',
    most: 'Farthest apart',
    jump: (joint: string, degrees: string, frame: number) => `${joint}: ${degrees}, frame ${frame}`,
    degrees: (value: number) => `${value.toFixed(1)} degrees`,
    scale: 'Joints are coloured by how far they are turned apart: none, 10 degrees, 30 and more.',
    key: 'A is the clip, B is what it is compared with.',
  },
  {
    tab: 'Sammenlign',
    with: 'Sammenlign med',
    choices: {
      off: 'Ingenting',
      raw: 'Rått: ingen glatting, ingen grenser',
      copied: 'Kopierte dreininger, kontakt går tapt',
      pinned: 'Innstillingene nå, mens du endrer dem',
      file: 'En annen fil',
    },
    choose: 'Velg den andre filen',
    mode: 'Vis',
    modes: { side: 'Ved siden av hverandre', overlay: 'Oppå hverandre' },
    working: 'Lager det andre klippet',
    noJoints: 'De to klippene har ingen ledd til felles.',
    same: 'Begge klippene beveger seg likt.',
    mean: 'Forskjell i snitt',
    most: 'Størst forskjell',
    jump: (joint, degrees, frame) => `${joint}: ${degrees}, bilde ${frame}`,
    degrees: (value) => `${value.toFixed(1).replace('.', ',')} grader`,
    scale: 'Ledd er farget etter hvor ulikt de er dreid: ingen forskjell, 10 grader, 30 og mer.',
    key: 'A er klippet, B er det som det sammenlignes med.',
  },
);
