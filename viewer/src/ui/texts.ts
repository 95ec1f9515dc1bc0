/** Words of the frame around a clip: views, bar, panel. */
import { defineTexts } from '../texts/language.ts';

export const uiTexts = defineTexts(
  {
    stage: 'Stage',
    playback: 'Playback',
    about: 'About this clip',
    view: 'View',
    lightColours: 'Light colours',
    darkColours: 'Dark colours',
    open: 'Open',
    working: 'Working',
    panels: 'Panels',
    aboutTab: 'About',
  },
  {
    stage: 'Scene',
    playback: 'Avspilling',
    about: 'Om dette klippet',
    view: 'Utsnitt',
    lightColours: 'Lyse farger',
    darkColours: 'Mørke farger',
    open: 'Åpne',
    working: 'Arbeider',
    panels: 'Paneler',
    aboutTab: 'Om',
  },
);
