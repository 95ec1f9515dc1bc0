/** What is said about the source video. */
import { defineTexts } from '../texts/language.ts';

export const videoTexts = defineTexts(
  {
    video: 'Source video',
    takeAway: 'Take the video away',
    unplayable: (name: string) => `This browser cannot play ${name}. Expected an mp4 (H.264) or a webm.`,
  },
  {
    video: 'Kildevideo',
    takeAway: 'Ta bort videoen',
    unplayable: (name) => `Denne nettleseren kan ikke spille ${name}. Ventet en mp4 (H.264) eller en webm.`,
  },
);
