/**
 * The joint that is being looked at, by name: chosen in the list of joints or on the stage, and shown in both. One for the page, so that two
 * clips beside each other show the same joint.
 */
import { useSyncExternalStore } from 'react';

let chosen: string | null = null;
const listeners = new Set<() => void>();

export const chosenJoint = (): string | null => chosen;

/** Null for none. */
export function chooseJoint(name: string | null): void {
  if (name === chosen) return;
  chosen = name;
  for (const listener of listeners) listener();
}

export function onJointChosen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useChosenJoint = (): string | null => useSyncExternalStore(onJointChosen, chosenJoint);
