// Benchmark frames (MediaPipe's axes and normalisation) -> LandmarkRecording.

/** @param input "full" image and world; "2dz" image with z; "2d" image without z */
export function recordingFromFrames(tegn, frames, input) {
  const timing = { rate: tegn.frameRateFromDecimal(frameRate(frames)), startFrame: 0 };
  const image = createClip(tegn, frames.length, timing, 'image');
  const world = createClip(tegn, frames.length, timing, 'world');
  const offset = (name) => tegn.landmarkPart(name).offset;
  frames.forEach((frame, f) => {
    const put = (clip, part, points, convert) => {
      points?.forEach((point, i) => {
        const at = f * clip.schema.names.length + offset(part) + i;
        clip.positions.set(convert(point), at * 3);
        clip.confidences[at] = point[3] ?? 1;
      });
    };
    const picture = ([x, y, z]) => [x, y, input === '2d' ? 0 : z];
    const metres = ([x, y, z]) => [x, -y, -z];
    put(image, 'pose', frame.pose, picture);
    put(image, 'leftHand', frame.hands.Left, picture);
    put(image, 'rightHand', frame.hands.Right, picture);
    put(image, 'face', frame.face, picture);
    put(world, 'pose', frame.poseWorld, metres);
    put(world, 'leftHand', frame.handsWorld.Left, metres);
    put(world, 'rightHand', frame.handsWorld.Right, metres);
  });
  const { width, height } = frames[0];
  return {
    image,
    world: input === 'full' ? world : null,
    imageSize: { width, height },
    depth: { full: 'world', '2dz': 'image', '2d': 'none' }[input],
    source: { kind: 'benchmark', name: `clip-${frames[0].clip}`, metadata: {} },
    issues: [],
  };
}

const frameRate = (frames) =>
  frames.length > 1 ? (frames.length - 1) / (frames.at(-1).t - frames[0].t) : 25;

function createClip({ HOLISTIC_SCHEMA: schema }, frameCount, timing, space) {
  const points = schema.names.length;
  return {
    schema,
    timing,
    frameCount,
    positions: new Float32Array(frameCount * points * 3),
    confidences: new Float32Array(frameCount * points),
    space,
  };
}
