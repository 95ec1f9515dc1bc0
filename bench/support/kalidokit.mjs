// KalidoKit on a frame of a recording, for benches that compare: objects as a tracker hands them over, and what solving them takes.
import { createRequire } from 'node:module';

const kalidokit = createRequire(import.meta.url)('kalidokit/dist/kalidokit.umd.js');

/** One frame's points. Face.solve changes them: make them anew for every run, outside what is timed. */
export function frameObjects({ image, world }, f) {
  const points = (clip, offset, count) =>
    Array.from({ length: count }, (_, i) => {
      const at = f * clip.schema.names.length + offset + i;
      const [x, y, z] = clip.positions.subarray(at * 3, at * 3 + 3);
      return { x, y, z, visibility: clip.confidences[at] };
    });
  return {
    pose: points(image, 0, 33),
    world: points(world, 0, 33),
    left: points(image, 33, 21),
    right: points(image, 54, 21),
    face: points(image, 75, 478),
  };
}

/** Pose, both hands and face; returns a sum, so that nothing is left out as unused. The avatar mirrors: the left hand's angles come as the right one's. */
export function solveWithKalidokit({ pose, world, left, right, face }, { imageSize }) {
  const options = { runtime: 'mediapipe', imageSize };
  return (
    kalidokit.Pose.solve(world, pose, options).Spine.x +
    kalidokit.Hand.solve(left, 'Right').RightWrist.x +
    kalidokit.Hand.solve(right, 'Left').LeftWrist.x +
    kalidokit.Face.solve(face, options).head.x
  );
}
