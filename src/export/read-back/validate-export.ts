/** A written file of any format -> what it says when it is read back, compared with the clip: for `tegn export --validate`. */
import { TegnError } from '../../issues/issues.ts';
import { readLandmarks } from '../../landmarks/read-landmarks.ts';
import { LANDMARK_COUNT } from '../../landmarks/schema.ts';
import { distanceVec3, subtractVec3, vec3 } from '../../math/vec3.ts';
import { arkitSpelling } from '../../motion/arkit-curves.ts';
import { frameRotations, frameTranslation } from '../../motion/motion-clip.ts';
import { computeModelPose } from '../../skeleton/forward-kinematics.ts';
import { framesPerSecond } from '../../space/timing.ts';
import { bvhJoints } from '../bvh/bvh-exporter.ts';
import type { ExportedFile, ExportInput } from '../exporter.ts';
import { CONTROL_PREFIX, PASS_THROUGH_SWITCH } from '../face/metahuman-controls.ts';
import { isMetahuman, metahumanCurves } from '../face/metahuman-curves.ts';
import { landmarksOfPose } from '../pose/landmarks-of-pose.ts';
import { usdJointPaths } from '../usd/usda-exporter.ts';
import { vrmExpression } from '../vrma/vrm-expressions.ts';
import { vrmMotion } from '../vrma/vrm-motion.ts';
import { compareCurves, compareMotion, type Deviation } from './read-back.ts';
import { readFbxMotion } from './read-fbx-motion.ts';
import { openGlb, readGlb, sampleChannel } from './read-glb.ts';
import { readBvh, readUnrealJson, readUsda } from './read-texts.ts';

/** Metres, degrees and curve values up to which a file holds its clip. */
export const READ_BACK_LIMITS = { position: 1e-4, rotationDeg: 0.02, curve: 1e-3 } as const;

/** Throws E_READ_BACK when the file cannot be read or holds something else than the clip. */
export async function validateExport(
  file: ExportedFile,
  format: string,
  input: ExportInput,
): Promise<Deviation> {
  const deviation = await readDeviation(file.bytes, format, input).catch((error) => {
    throw new TegnError(
      'E_READ_BACK',
      `${file.name} cannot be read back: ${(error as Error).message}`,
      {},
      error,
    );
  });
  const { position, rotationDeg, curve } = READ_BACK_LIMITS;
  const faults = [...deviation.faults];
  if (!(deviation.position <= position)) faults.push(`a joint is ${deviation.position} m off`);
  if (!(deviation.rotationDeg <= rotationDeg)) faults.push(`a joint is ${deviation.rotationDeg} degrees off`);
  if (!(deviation.curve <= curve)) faults.push(`a curve is ${deviation.curve} off`);
  if (faults.length > 0) {
    throw new TegnError('E_READ_BACK', `${file.name} read back: ${faults.join('; ')}.`, {
      found: faults.join('; '),
    });
  }
  return deviation;
}

async function readDeviation(bytes: Uint8Array, format: string, input: ExportInput): Promise<Deviation> {
  const { clip } = input;
  switch (format) {
    case 'glb':
      return compareMotion(input, await readGlb(bytes));
    case 'fbx': {
      const motion = readFbxMotion(bytes);
      // a clip of one frame is written with two equal keys
      const isOne = clip.frameCount === 1 && motion.frameCount === 2;
      return compareMotion(input, isOne ? { ...motion, frameCount: 1 } : motion);
    }
    case 'bvh': {
      const named = new Map([...bvhJoints(clip.skeleton)].map(([name, joint]) => [joint, name]));
      const { jointNames } = clip.skeleton;
      return compareMotion(input, readBvh(bytes), (name) => named.get(jointNames.indexOf(name)) ?? name);
    }
    case 'usda': {
      const paths = usdJointPaths(clip.skeleton.jointNames, clip.skeleton.parents);
      return compareMotion(input, readUsda(bytes), (name) => paths[clip.skeleton.jointNames.indexOf(name)]);
    }
    case 'unreal.json': {
      const written = readUnrealJson(bytes);
      // ARKit's names on a MetaHuman were asked for
      const isRaw =
        isMetahuman(clip.skeleton) && written.curves?.has(`${CONTROL_PREFIX}${PASS_THROUGH_SWITCH}`);
      return compareMotion({ ...input, clip: isRaw ? metahumanCurves(clip) : clip }, written);
    }
    case 'vrma':
      return vrmaDeviation(bytes, input);
    case 'csv':
      return csvDeviation(bytes, input);
    default:
      return poseDeviation(bytes, input);
  }
}

async function vrmaDeviation(bytes: Uint8Array, { clip, rig }: ExportInput): Promise<Deviation> {
  const root = (await openGlb(bytes)).getRoot();
  const faults: string[] = [];
  const { bones, hips } = vrmMotion(rig, clip);
  const channels = root.listAnimations()[0].listChannels();
  const fps = framesPerSecond(clip.timing.rate);
  const at = (name: string, path: string, frame: number): number[] | null => {
    const channel = channels.find((c) => c.getTargetNode()!.getName() === name && c.getTargetPath() === path);
    return channel ? sampleChannel(channel, frame / fps) : null;
  };
  let [position, rotationDeg] = [0, 0];
  const curves = new Map(clip.curveNames.map((name) => [name, new Float64Array(clip.frameCount)]));
  for (let f = 0; f < clip.frameCount; f++) {
    const place = at('hips', 'translation', f)!;
    position = Math.max(position, ...place.map((value, i) => Math.abs(value - hips[f * 3 + i])));
    for (const { name, rotations } of bones) {
      const found = at(name, 'rotation', f);
      if (!found) faults.push(`without ${name}`);
      // a turn moves a component by half its angle at most
      const off = Math.max(...(found ?? []).map((value, i) => Math.abs(value - rotations[f * 4 + i])));
      rotationDeg = Math.max(rotationDeg, off * 2 * (180 / Math.PI));
    }
    for (const name of clip.curveNames) curves.get(name)![f] = at(name, 'translation', f)?.[0] ?? Number.NaN;
  }
  const kinds = clip.curveNames.map((name) => vrmExpression(name).name);
  if (new Set(kinds).size !== kinds.length) faults.push('two curves for one expression');
  return { position, rotationDeg, curve: compareCurves(clip, curves, faults), faults };
}

function csvDeviation(bytes: Uint8Array, { clip }: ExportInput): Deviation {
  const [head, ...rows] = new TextDecoder()
    .decode(bytes)
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const names = head.map(arkitSpelling);
  const known = clip.curveNames.filter((name) => names.includes(arkitSpelling(name)));
  const faults = rows.length === clip.frameCount ? [] : [`${rows.length} frames, not ${clip.frameCount}`];
  let curve = 0;
  for (const name of known) {
    const [column, c] = [names.indexOf(arkitSpelling(name)), clip.curveNames.indexOf(name)];
    rows.forEach((row, f) => {
      curve = Math.max(curve, Math.abs(Number(row[column]) - clip.curves[f * clip.curveNames.length + c]));
    });
  }
  return { position: 0, rotationDeg: 0, curve, faults };
}

/** Points of each part against forward kinematics, relative to the part's first: files choose their own origin. */
async function poseDeviation(bytes: Uint8Array, { clip, rig }: ExportInput): Promise<Deviation> {
  const { world } = await readLandmarks(bytes, 'read-back.pose');
  if (world?.frameCount !== clip.frameCount) {
    const faults = [`${world?.frameCount ?? 'no'} frames in metres, not ${clip.frameCount}`];
    return { position: 0, rotationDeg: 0, curve: 0, faults };
  }
  let position = 0;
  for (let f = 0; f < clip.frameCount; f++) {
    const pose = computeModelPose(clip.skeleton, frameRotations(clip, f), frameTranslation(clip, f));
    for (const { offset, points } of landmarksOfPose(rig, pose)) {
      const at = (i: number) => f * LANDMARK_COUNT + offset + i;
      const read = (i: number) => world.positions.subarray(at(i) * 3, at(i) * 3 + 3);
      const seen = [...points.keys()].filter((i) => world.confidences[at(i)] > 0 && points[i]);
      for (const i of seen) {
        const found = subtractVec3(read(i), read(seen[0]), vec3());
        const wanted = subtractVec3(points[i]!, points[seen[0]]!, vec3());
        position = Math.max(position, distanceVec3(found, wanted));
      }
    }
  }
  return { position, rotationDeg: 0, curve: 0, faults: [] };
}
