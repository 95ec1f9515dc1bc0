/**
 * A motion clip -> one animation stack with one layer: rotation curves of every joint, translation curves of the translated
 * joint, and a curve per face curve on the root joint's property of that name, which is how Unreal itself writes and reads them.
 * A key on every frame of every curve: Unreal infers the sample rate from the spacing of the keys. A clip of one frame gets a
 * second, equal key one frame later, because Unreal takes a stack without length for empty.
 */
import type { FbxRecord } from '../../formats/fbx/fbx-document.ts';
import { normalizeQuat } from '../../math/quat.ts';
import type { Numbers } from '../../math/vec3.ts';
import { frameRotations, frameTranslation, type MotionClip } from '../../motion/motion-clip.ts';
import { eulerXyzDegFromQuat } from '../euler-xyz.ts';
import { field, float64, int64, named, properties70, record } from './fbx-records.ts';
import type { FbxScene } from './fbx-scene.ts';
import type { FbxJoint } from './fbx-skeleton.ts';
import type { FbxSpace } from './fbx-space.ts';
import { fbxTicks } from './fbx-time.ts';

const AXES = ['X', 'Y', 'Z'] as const;

/** Interpolation bit "linear"; with a key on every frame no reader needs more. */
const LINEAR = 4;

/** Slopes 0, default tangent weights (1/3 each, packed in the bits of one float), velocities 0. */
const KEY_DATA = Float32Array.of(0, 0, 9.419963346924634e-30, 0);

/** Time of the last key. */
export const clipStopTicks = (clip: MotionClip): bigint => fbxTicks(clip.timing.rate, keyCount(clip) - 1);

const keyCount = (clip: MotionClip): number => Math.max(2, clip.frameCount);

/** @param channels blend-shape channels by curve, none without a mesh */
export function addFbxAnimation(
  scene: FbxScene,
  clip: MotionClip,
  joints: readonly FbxJoint[],
  space: FbxSpace,
  channels: readonly bigint[],
): void {
  const keys = keyCount(clip);
  const times = BigInt64Array.from({ length: keys }, (_, k) => fbxTicks(clip.timing.rate, k));
  const shared = [
    record('KeyTime', [{ type: 'l', value: times }]),
    record('KeyAttrFlags', [{ type: 'i', value: Int32Array.of(LINEAR) }]),
    record('KeyAttrDataFloat', [{ type: 'f', value: KEY_DATA }]),
    record('KeyAttrRefCount', [{ type: 'i', value: Int32Array.of(keys) }]),
  ];
  const stop = int64(clipStopTicks(clip));
  const stack = scene.add('AnimationStack', clip.name, 'AnimStack', '', [
    properties70(
      named('LocalStart', 'KTime', 'Time', '', int64(0n)),
      named('LocalStop', 'KTime', 'Time', '', stop),
      named('ReferenceStart', 'KTime', 'Time', '', int64(0n)),
      named('ReferenceStop', 'KTime', 'Time', '', stop),
    ),
  ]);
  const layer = scene.add('AnimationLayer', 'BaseLayer', 'AnimLayer', '', []);
  scene.connect(layer, stack);

  /** One curve node with its curves; `curves` are names with values per key. */
  const animate = (
    node: string,
    model: bigint,
    property: string,
    curves: readonly (readonly [string, Float32Array])[],
  ): void => {
    const nodeId = scene.add('AnimationCurveNode', node, 'AnimCurveNode', '', [
      properties70(
        ...curves.map(([name, values]) => named(`d|${name}`, 'Number', '', 'A', float64(values[0]))),
      ),
    ]);
    scene.connect(nodeId, layer);
    scene.connect(nodeId, model, property);
    for (const [name, values] of curves) {
      const curve = scene.add('AnimationCurve', '', 'AnimCurve', '', curveRecords(values, shared));
      scene.connect(curve, nodeId, `d|${name}`);
    }
  };

  const sampled = (fill: (frame: number, dst: Numbers) => void): [string, Float32Array][] => {
    const values = AXES.map(() => new Float32Array(keys));
    const sample = [0, 0, 0];
    for (let k = 0; k < keys; k++) {
      fill(Math.min(k, clip.frameCount - 1), sample);
      for (let axis = 0; axis < 3; axis++) values[axis][k] = sample[axis];
    }
    return AXES.map((axis, i) => [axis, values[i]]);
  };

  const moved = joints[clip.skeleton.translatedJoint];
  const position = sampled((frame, dst) => space.position(frameTranslation(clip, frame), dst));
  animate('T', moved.id, 'Lcl Translation', position);
  joints.forEach((joint, j) => {
    const q = [0, 0, 0, 1];
    const euler = [...joint.restEulerDeg];
    const rotation = sampled((frame, dst) => {
      normalizeQuat(frameRotations(clip, frame).subarray(j * 4, j * 4 + 4), q);
      eulerXyzDegFromQuat(space.rotation(q, q), euler, euler);
      for (let axis = 0; axis < 3; axis++) dst[axis] = euler[axis];
    });
    animate('R', joint.id, 'Lcl Rotation', rotation);
  });
  clip.curveNames.forEach((name, c) => {
    const values = new Float32Array(keys);
    for (let k = 0; k < keys; k++) {
      values[k] = clip.curves[Math.min(k, clip.frameCount - 1) * clip.curveNames.length + c];
    }
    animate(name, joints[0].id, name, [[name, values]]);
    if (channels.length === 0) return;
    const percent = values.map((value) => value * 100);
    animate('DeformPercent', channels[c], 'DeformPercent', [['DeformPercent', percent]]);
  });
}

/** `shared` are KeyTime and the key attributes, which are the same for every curve of a clip. */
function curveRecords(values: Float32Array, [keyTime, ...attributes]: readonly FbxRecord[]): FbxRecord[] {
  return [
    record('Default', [float64(values[0])]),
    field('KeyVer', 4008),
    keyTime,
    record('KeyValueFloat', [{ type: 'f', value: values }]),
    ...attributes,
  ];
}
