/** How fast the joints of a clip turn from frame to frame, by the classes of the velocity limit, degrees per second. */
import { angleQuat, quatFromAxisAngle, relativeQuat, twistAngle } from '../../src/math/quat.ts';
import { DEGREES, wrapAngle } from '../../src/math/scalar.ts';
import { frameRotations, type MotionClip } from '../../src/motion/motion-clip.ts';
import { ACTOR_JOINTS } from '../../src/skeleton/actor/joints.ts';
import type { VelocityClass } from '../../src/solver/velocity-limit.ts';
import { framesPerSecond } from '../../src/space/timing.ts';

const FOREARM = [1, 0, 0];

export function fastestTurns(clip: MotionClip): Record<VelocityClass, number> {
  const fastest = { trunk: 0, arm: 0, forearmTwist: 0, fingers: 0 };
  const fps = framesPerSecond(clip.timing.rate);
  const note = (name: VelocityClass, radians: number) => {
    fastest[name] = Math.max(fastest[name], radians * DEGREES * fps);
  };
  for (let f = 1; f < clip.frameCount; f++) {
    const [before, after] = [frameRotations(clip, f - 1), frameRotations(clip, f)];
    ACTOR_JOINTS.forEach((name, j) => {
      const [a, b] = [before.subarray(j * 4, j * 4 + 4), after.subarray(j * 4, j * 4 + 4)];
      if (name.endsWith('Hand')) {
        const twists = [a, b].map((q) => twistAngle(q, FOREARM));
        const swings = [a, b].map((q, i) => relativeQuat(quatFromAxisAngle(FOREARM, twists[i]), q));
        note('forearmTwist', Math.abs(wrapAngle(twists[1] - twists[0])));
        note('arm', angleQuat(swings[0], swings[1]));
      } else if (/(UpperArm|LowerArm)$/.test(name)) note('arm', angleQuat(a, b));
      else note(/Thumb|Index|Middle|Ring|Pinky/.test(name) ? 'fingers' : 'trunk', angleQuat(a, b));
    });
  }
  return fastest;
}
