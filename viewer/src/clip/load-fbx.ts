/** FBX -> a body: its unit to metres, Z-up files upright (three turns those), joints by the names of the file. */
import { type AnimationClip, Group } from 'three';
import { FBXLoader } from 'three/examples/jsm/loaders/FBXLoader.js';
import { openTexts } from '../open/texts.ts';
import type { LoadedBody } from './load-body.ts';

/** UnitScaleFactor counts in these. */
const METRES_PER_CENTIMETRE = 0.01;

/** Throws an Error whose message is meant for the reader. */
export async function loadFbx(bytes: Uint8Array, fileName: string): Promise<LoadedBody> {
  let scene: Group;
  try {
    scene = new FBXLoader().parse(bytes.slice().buffer, '');
  } catch (cause) {
    const texts = openTexts.now();
    throw new Error(texts.unreadable(fileName, texts.anFbx), { cause });
  }
  const body = new Group();
  body.add(scene);
  body.scale.setScalar((scene.userData['unitScaleFactor'] ?? 1) * METRES_PER_CENTIMETRE);
  const longest = (clips: readonly AnimationClip[]) =>
    clips.reduce<AnimationClip | null>((a, b) => (a && a.tracks.length >= b.tracks.length ? a : b), null);
  const animation = longest(scene.animations);
  return { body, animation: animation?.tracks.length ? animation : null, extras: [] };
}
