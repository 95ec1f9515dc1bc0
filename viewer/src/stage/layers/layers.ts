/** What is drawn of a clip, as the user chose it last. */
import { useSyncExternalStore } from 'react';

export interface Layers {
  readonly body: boolean;
  readonly skeleton: boolean;
  readonly axes: boolean;
  readonly landmarks: 'off' | 'over' | 'beside';
}

const KEY = 'tegn-layers';
const DEFAULTS: Layers = { body: true, skeleton: false, axes: false, landmarks: 'off' };

const listeners = new Set<() => void>();
let layers: Layers = saved();

export const useLayers = (): Layers => useSyncExternalStore(subscribe, () => layers);

export function changeLayers(changes: Partial<Layers>): void {
  layers = { ...layers, ...changes };
  localStorage.setItem(KEY, JSON.stringify(layers));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was kept by another version is not believed. */
function saved(): Layers {
  try {
    const { body, skeleton, axes, landmarks } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return {
      body: body !== false,
      skeleton: skeleton === true,
      axes: axes === true,
      landmarks: landmarks === 'over' || landmarks === 'beside' ? landmarks : 'off',
    };
  } catch {
    return DEFAULTS;
  }
}
