// A motion clip on the actor -> per frame the directions, palm normals and flexion angles that the benchmark's truth speaks of.
// Everything by forward kinematics; axes of the result are MediaPipe's (x right, y down, z away).

const SIDES = ['left', 'right'];
const FINGERS = ['Thumb', 'Index', 'Middle', 'Ring', 'Pinky'];
const SEGMENTS = ['Proximal', 'Intermediate', 'Distal'];
const capital = (word) => word[0].toUpperCase() + word.slice(1);
const vrmFinger = (finger) => (finger === 'Pinky' ? 'Little' : finger);

export function* describeFrames(tegn, actor, clip) {
  const pose = tegn.createModelPose(clip.skeleton.jointNames.length);
  for (let f = 0; f < clip.frameCount; f++) {
    tegn.computeModelPose(clip.skeleton, tegn.frameRotations(clip, f), tegn.frameTranslation(clip, f), pose);
    yield describe(tegn, actor, pose);
  }
}

function describe(tegn, actor, pose) {
  const at = (joint) => pose.positions[tegn.actorJoint(joint)];
  const axis = (joint, k) => {
    const j = tegn.actorJoint(joint);
    const v = rotate(
      actor.anatomicalAxes.subarray(j * 4, j * 4 + 4),
      [k === 0, k === 1, k === 2].map(Number),
    );
    return rotate(pose.rotations[j], v);
  };
  const end = (joint) => {
    const j = tegn.actorJoint(joint);
    const tip = rotate(pose.rotations[j], actor.endOffsets.subarray(j * 3, j * 3 + 3));
    return tip.map((x, i) => x + pose.positions[j][i]);
  };
  const dir = {};
  const sec = {};
  const flex = {};
  const put = (bone, from, to) => {
    dir[bone] = unit(minus(to, from));
  };
  put('Spine', middle(at('leftThigh'), at('rightThigh')), middle(at('leftUpperArm'), at('rightUpperArm')));
  dir.Head = axis('head', 1);
  sec.Head = axis('head', 0);
  for (const side of SIDES) {
    const S = capital(side);
    put(`${S}UpperArm`, at(`${side}UpperArm`), at(`${side}LowerArm`));
    put(`${S}LowerArm`, at(`${side}LowerArm`), at(`${side}Hand`));
    flex[`${S}LowerArm`] = angle(dir[`${S}UpperArm`], dir[`${S}LowerArm`]);
    const wrist = at(`${side}Hand`);
    put(`${S}Hand`, wrist, at(`${side}Middle1`));
    const index = minus(at(`${side}Index1`), wrist);
    const pinky = minus(at(`${side}Pinky1`), wrist);
    const along = dir[`${S}Hand`];
    const palm = reject(side === 'left' ? cross(pinky, index) : cross(index, pinky), along);
    sec[`${S}Hand`] = palm;
    for (const finger of FINGERS) {
      SEGMENTS.forEach((segment, k) => {
        const bone = `${S}${vrmFinger(finger)}${segment}`;
        const joint = `${side}${finger}${k + 1}`;
        put(bone, at(joint), k < 2 ? at(`${side}${finger}${k + 2}`) : end(joint));
        if (k > 0) {
          const last = dir[`${S}${vrmFinger(finger)}${SEGMENTS[k - 1]}`];
          flex[bone] = signedAngle(last, dir[bone], axis(`${side}${finger}${k}`, 2));
        } else if (finger !== 'Thumb') {
          flex[bone] = (Math.atan2(dot(dir[bone], palm), dot(dir[bone], along)) * 180) / Math.PI;
        }
      });
    }
  }
  const out = { dir: {}, sec: {}, flex };
  for (const bone in dir) out.dir[bone] = mediapipe(dir[bone]);
  for (const bone in sec) out.sec[bone] = mediapipe(sec[bone]);
  return out;
}

const mediapipe = ([x, y, z]) => [x, -y, -z];
const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const middle = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const unit = (a) => {
  const length = Math.hypot(...a) || 1;
  return a.map((x) => x / length);
};
const reject = (a, axis) => unit(a.map((x, i) => x - axis[i] * dot(a, axis)));
const angle = (a, b) => (Math.atan2(Math.hypot(...cross(a, b)), dot(a, b)) * 180) / Math.PI;
/** Angle from a to b in degrees, positive about `axis`. */
const signedAngle = (a, b, axis) => (Math.atan2(dot(cross(a, b), axis), dot(a, b)) * 180) / Math.PI;
const rotate = (q, v) => {
  const [x, y, z, w] = q;
  const t = cross([x, y, z], v).map((c) => c * 2);
  const u = cross([x, y, z], t);
  return v.map((c, i) => c + w * t[i] + u[i]);
};
