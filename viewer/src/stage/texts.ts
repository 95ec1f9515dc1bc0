/** Words of the stage: its views and what can be shown on it. */
import { defineTexts } from '../texts/language.ts';
import type { Layers } from './layers/layers.ts';
import type { ViewName } from './views.ts';

export const stageTexts = defineTexts(
  {
    signer: 'The signer',
    view: 'View',
    views: {
      front: 'Front',
      hands: 'Hands',
      leftHand: 'Left hand',
      rightHand: 'Right hand',
      face: 'Face',
      side: 'Side',
      top: 'Top',
      own: 'Own view',
    } as Record<ViewName, string>,
    layers: 'Layers',
    body: 'Body',
    skeleton: 'Skeleton',
    axes: 'Axes',
    landmarks: 'Landmarks',
    landmarkPlaces: { over: 'Landmarks over', beside: 'Landmarks beside' } as Record<
      Exclude<Layers['landmarks'], 'off'>,
      string
    >,
    shownOn: (name: string) => `Shown on ${name}.`,
    restingModel: 'A character at rest. Open a recording to see it sign.',
    notUnderstood: 'Recordings cannot be shown on this character.',
    openRecording: 'Open a recording',
    showProxy: 'Show the plain figure',
  },
  {
    signer: 'Den som signerer',
    view: 'Utsnitt',
    views: {
      front: 'Forfra',
      hands: 'Hender',
      leftHand: 'Venstre hånd',
      rightHand: 'Høyre hånd',
      face: 'Ansikt',
      side: 'Fra siden',
      top: 'Ovenfra',
      own: 'Egne øyne',
    },
    layers: 'Lag',
    body: 'Kropp',
    skeleton: 'Skjelett',
    axes: 'Akser',
    landmarks: 'Landemerker',
    landmarkPlaces: { over: 'Landemerker over', beside: 'Landemerker ved siden av' },
    shownOn: (name) => `Vises på ${name}.`,
    restingModel: 'En figur i hvilestilling. Åpne et opptak for å se den signere.',
    notUnderstood: 'Opptak kan ikke vises på denne figuren.',
    openRecording: 'Åpne et opptak',
    showProxy: 'Vis den enkle figuren',
  },
);
