import { expect, test } from 'vitest';
import { landmarkFrame } from '../../src/landmarks/landmark-frame.ts';
import { ARKIT_CURVES, type ArkitCurve } from '../../src/motion/arkit-curves.ts';
import { PROVENANCE } from '../../src/motion/motion-clip.ts';
import { createLiveFaceState, liveFace } from '../../src/pipeline/live-face.ts';
import { createCamera, DEFAULT_FIELD_OF_VIEW } from '../../src/space/camera.ts';
import { type FaceFrame, faceRecording } from '../support/face-signer.ts';

const FPS = 30;

/** [F] curves by name, and flags, of a face that does what the frames say; null frames show nobody. */
function live(frames: readonly (FaceFrame | null)[]) {
  const recording = faceRecording(
    frames.map((frame) => frame ?? {}),
    { fps: FPS },
  );
  const { width, height } = recording.imageSize;
  const camera = createCamera(width, height, DEFAULT_FIELD_OF_VIEW);
  const state = createLiveFaceState(FPS, recording.depth);
  return frames.map((frame, f) => {
    const landmarks = landmarkFrame(recording, f);
    if (frame === null) landmarks.imageConfidences = new Float32Array(landmarks.imageConfidences!.length);
    const values = new Float32Array(ARKIT_CURVES.length);
    const flags = liveFace(state, landmarks, camera, values);
    return { flags, of: (name: ArkitCurve) => values[ARKIT_CURVES.indexOf(name)] };
  });
}

const repeat = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

test('an opened jaw, raised brows and a blink are seen against a neutral face that is learnt on the way', () => {
  const frames = live([
    ...repeat(40, {}),
    ...repeat(10, { curves: { jawOpen: 0.6 } }),
    ...repeat(10, {}),
    ...repeat(10, { curves: { browInnerUp: 0.8, browOuterUpLeft: 0.8, browOuterUpRight: 0.8 } }),
    ...repeat(10, {}),
    ...repeat(4, { curves: { eyeBlinkLeft: 1, eyeBlinkRight: 1 } }),
  ]);
  const at = (f: number, name: ArkitCurve) => frames[f].of(name);
  expect(at(45, 'jawOpen') - at(39, 'jawOpen')).toBeGreaterThan(0.3);
  expect(at(65, 'browInnerUp') - at(39, 'browInnerUp')).toBeGreaterThan(0.3);
  expect(at(83, 'eyeBlinkLeft')).toBeGreaterThan(0.7);
  expect(at(39, 'eyeBlinkLeft')).toBeLessThan(0.3);
  for (const name of ARKIT_CURVES) expect(at(39, name)).toBeLessThan(0.35);
});

test('a face that goes away keeps its expression for a moment, then rests, and is marked as invented', () => {
  const open = { curves: { jawOpen: 0.8 } };
  const frames = live([...repeat(40, {}), ...repeat(5, open), ...repeat(40, null)]);
  expect(frames[45].of('jawOpen')).toBeCloseTo(frames[44].of('jawOpen'), 6);
  expect(frames[45].flags).toBe(PROVENANCE.invented);
  expect(frames[44].flags).toBe(0);
  expect(frames[75].of('jawOpen')).toBe(0);
});

test('every value of every frame lies in 0..1, from the first on', () => {
  const frames = live([null, ...repeat(5, { yaw: 0.6, gaze: [0.3, 0.1] as const }), null, {}]);
  for (const frame of frames)
    for (const name of ARKIT_CURVES) {
      expect(frame.of(name)).toBeGreaterThanOrEqual(0);
      expect(frame.of(name)).toBeLessThanOrEqual(1);
    }
});
