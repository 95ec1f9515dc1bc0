/**
 * Gaze curves -> the turns of the eyes that Live Link Face records beside them, radians: 0.52 where a look curve is 1, positive downwards, and
 * outwards on the right, inwards on the left. Eyes do not roll. Source: measured on a public recording of the app.
 */

import { arkitSpelling } from '../../motion/arkit-curves.ts';
import type { MotionClip } from '../../motion/motion-clip.ts';

/** Radians at 1. */
const FULL_LOOK = 0.52;

const TURNS = (['left', 'right'] as const).flatMap((eye) => {
  const side = eye === 'left' ? 'Left' : 'Right';
  const yaw = eye === 'left' ? -FULL_LOOK : FULL_LOOK;
  return [
    { name: `${eye}EyeYaw`, plus: `eyeLookOut${side}`, minus: `eyeLookIn${side}`, scale: yaw },
    { name: `${eye}EyePitch`, plus: `eyeLookDown${side}`, minus: `eyeLookUp${side}`, scale: FULL_LOOK },
  ];
});

/** The clip with the turns that it has the gaze for; those it has already stay. */
export function withEyeTurns(clip: MotionClip): MotionClip {
  const { curveNames, curves, frameCount } = clip;
  const names = curveNames.map(arkitSpelling);
  const added = TURNS.filter(({ name, plus }) => names.includes(plus) && !names.includes(name));
  if (added.length === 0) return clip;
  const count = curveNames.length + added.length;
  const out = new Float32Array(frameCount * count);
  const at = (name: string, frame: number): number => {
    const c = names.indexOf(name);
    return c < 0 ? 0 : curves[frame * curveNames.length + c];
  };
  for (let f = 0; f < frameCount; f++) {
    out.set(curves.subarray(f * curveNames.length, (f + 1) * curveNames.length), f * count);
    added.forEach(({ plus, minus, scale }, i) => {
      out[f * count + curveNames.length + i] = scale * (at(plus, f) - at(minus, f));
    });
  }
  return { ...clip, curveNames: [...curveNames, ...added.map(({ name }) => name)], curves: out };
}
