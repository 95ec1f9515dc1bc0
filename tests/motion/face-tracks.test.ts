import { describe, expect, it } from 'vitest';
import { parseFaceGains, scaleFaceTracks } from '../../src/motion/face-tracks.ts';
import type { MotionClip } from '../../src/motion/motion-clip.ts';

const clip = {
  curveNames: ['browInnerUp', 'eyeBlinkLeft', 'eyeLookInLeft', 'jawOpen', 'mouthPucker', 'noseSneerLeft'],
  curves: Float32Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0, 1, 0.75, 0.125, 0),
} as unknown as MotionClip;

describe('tracks of the face', () => {
  it('are turned up and down by name, within 0 to 1, and the others stay as they are', () => {
    const { curves } = scaleFaceTracks(clip, { brows: 3, mouth: 0.5 });
    expect(Array.from(curves)).toEqual([1, 0.5, 0.5, 0.25, 0.25, 0.5, 0.75, 0, 1, 0.375, 0.0625, 0]);
  });

  it('are muted by 0', () => {
    const { curves } = scaleFaceTracks(clip, { lids: 0, gaze: 0, cheeks: 0 });
    expect(Array.from(curves)).toEqual([0.5, 0, 0, 0.5, 0.5, 0, 0.25, 0, 0, 0.75, 0.125, 0]);
  });

  it('leave the source alone, and give it back where nothing changes', () => {
    const before = clip.curves.slice();
    scaleFaceTracks(clip, { brows: 2 });
    expect(clip.curves).toEqual(before);
    expect(scaleFaceTracks(clip, { brows: 1 })).toBe(clip);
  });
});

describe('gains in words', () => {
  it('are read', () => {
    expect(parseFaceGains('brows=1.2, mouth=0.8')).toEqual({ brows: 1.2, mouth: 0.8 });
    expect(parseFaceGains('gaze=0')).toEqual({ gaze: 0 });
  });

  it.each(['ears=1', 'brows', 'brows=', 'brows=-1', 'brows=5', 'brows=1=2', 'brows=x', ''])(
    'are refused when they make no sense: "%s"',
    (text) => {
      expect(() => parseFaceGains(text)).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
    },
  );
});
