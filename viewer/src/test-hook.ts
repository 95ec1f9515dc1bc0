/** window.tegn: what is on screen, in numbers. For tests, and for the curious in the browser's console. */
import type { ExportInput } from '../../src/index.ts';
import type { Clip } from './clip/clip.ts';

export interface TestHook {
  /** Frame number on screen: of the clip, or of the stream; null before the first. */
  frame(): number | null;
  frameCount(): number;
  /** Shows that frame of the clip, paused. */
  seek(frame: number): void;
  /** Local rotation of each joint that has one, xyzw. */
  rotations(): Record<string, number[]>;
  /** What a recording was solved to, as the exporters take it; null for a clip that came as a file. */
  exportInput(): ExportInput | null;
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
    exportInput: () => clip.solved,
    rotations: () =>
      Object.fromEntries(Array.from(clip.joints, ([name, joint]) => [name, joint.quaternion.toArray()])),
  };
  return () => {
    window.tegn = undefined;
  };
}
