/** Words of the stage: its views and what can be shown on it. */
import { defineTexts } from '../texts/language.ts';
import type { ViewName } from './views.ts';

export const stageTexts = defineTexts(
  {
    signer: 'The signer',
    view: 'View',
    views: { front: 'Front', hands: 'Hands', face: 'Face', side: 'Side' } as Record<ViewName, string>,
  },
  {
    signer: 'Den som signerer',
    view: 'Utsnitt',
    views: { front: 'Forfra', hands: 'Hender', face: 'Ansikt', side: 'Fra siden' },
  },
);
