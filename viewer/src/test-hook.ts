/** window.tegn: what is on screen, in numbers. For tests, and for the curious in the browser's console. */
import type { Clip } from './clip/clip.ts';

export interface TestHook {
  /** Frame number on screen: of the clip, or of the stream; null before the first. */
  frame(): number | null;
  frameCount(): number;
  /** Shows that frame of the clip, paused. */
  seek(frame: number): void;
  /** Local rotation of each joint that has one, xyzw. */
  rotations(): Record<string, number[]>;
}

declare global {
  interface Window {
    tegn?: TestHook;
  }
}

export function publishTestHook(
  clip: Clip,
  frame: () => number | null,
  seek: (frame: number) => void,
): () => void {
  window.tegn = {
    frame,
    seek,
    frameCount: () => clip.sampler.frameCount,
    rotations: () =>
      Object.fromEntries(Array.from(clip.joints, ([name, joint]) => [name, joint.quaternion.toArray()])),
  };
  return () => {
    window.tegn = undefined;
  };
}
