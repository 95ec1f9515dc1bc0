/**
 * Motion clip -> USD text with UsdSkel: SkelRoot, Skeleton in its rest pose, SkelAnimation with a sample per frame. Y up, facing +Z, metres.
 * Joint tokens are paths of words (root/pelvis/...); their own names stand in `jointNames`. Face curves are the animation's blend-shape
 * weights by name. All three of translations, rotations and scales are sampled alike, since some readers show nothing otherwise. One
 * triangle without area is bound to the skeleton: readers that build bones for meshes only need it.
 * Source: UsdSkel's schema; matrices are for row vectors, quaternions w first. Limits: no visible mesh.
 */
import { normalizeQuat, quatAxisX, quatAxisY, quatAxisZ } from '../../math/quat.ts';
import type { Numbers } from '../../math/vec3.ts';
import {
  assertMotionClip,
  frameRotations,
  frameTranslation,
  type MotionClip,
} from '../../motion/motion-clip.ts';
import { computeRestPose } from '../../skeleton/forward-kinematics.ts';
import { framesPerSecond } from '../../space/timing.ts';
import type { Exporter } from '../exporter.ts';

/** Throws E_MOTION for a clip that breaks a validity rule. */
export const usdaExporter: Exporter = {
  extension: 'usda',
  description: 'USD text: UsdSkel skeleton and animation for Omniverse, Unreal, Blender; metres, Y up',
  async exportClip({ clip, metadata }, stem) {
    assertMotionClip(clip);
    const fps = number(framesPerSecond(clip.timing.rate));
    const text = `#usda 1.0
(
    customLayerData = {
        string tegn = ${quoted(bracketsEscaped(JSON.stringify(metadata)))}
        string tegnClip = ${quoted(bracketsEscaped(JSON.stringify(clip.name)))}
    }
    defaultPrim = "Signer"
    endTimeCode = ${clip.frameCount - 1}
    framesPerSecond = ${fps}
    metersPerUnit = 1
    startTimeCode = 0
    timeCodesPerSecond = ${fps}
    upAxis = "Y"
)

def SkelRoot "Signer" (
    prepend apiSchemas = ["SkelBindingAPI"]
)
{
${skeletonPrim(clip)}
${animationPrim(clip)}
${CARRIER}
}
`;
    return [{ name: `${stem}.usda`, bytes: new TextEncoder().encode(text) }];
  },
};

function skeletonPrim({ skeleton }: MotionClip): string {
  const rest = computeRestPose(skeleton);
  const local = skeleton.jointNames.map((_, j) =>
    matrix(
      skeleton.restRotations.subarray(j * 4, j * 4 + 4),
      skeleton.restTranslations.subarray(j * 3, j * 3 + 3),
    ),
  );
  const bind = rest.positions.map((position, j) => matrix(rest.rotations[j], position));
  return `    def Skeleton "Skeleton" (
        prepend apiSchemas = ["SkelBindingAPI"]
    )
    {
        uniform matrix4d[] bindTransforms = [${bind.join(', ')}]
        uniform token[] jointNames = [${skeleton.jointNames.map((name) => quoted(bracketsReplaced(name))).join(', ')}]
        uniform token[] joints = [${usdJointPaths(skeleton.jointNames, skeleton.parents).map(quoted).join(', ')}]
        uniform matrix4d[] restTransforms = [${local.join(', ')}]
        rel skel:animationSource = </Signer/Animation>
    }`;
}

function animationPrim(clip: MotionClip): string {
  const { skeleton, frameCount, curveNames, curves } = clip;
  const joints = skeleton.jointNames;
  const samples = (textOf: (frame: number) => string) =>
    Array.from({ length: frameCount }, (_, f) => `            ${f}: [${textOf(f)}],`).join('\n');
  const q = [0, 0, 0, 1];
  const translations = samples((f) =>
    joints
      .map((_, j) => {
        const moved = j === skeleton.translatedJoint;
        const at = moved ? frameTranslation(clip, f) : skeleton.restTranslations.subarray(j * 3, j * 3 + 3);
        return `(${number(at[0])}, ${number(at[1])}, ${number(at[2])})`;
      })
      .join(', '),
  );
  const rotations = samples((f) =>
    joints
      .map((_, j) => {
        normalizeQuat(frameRotations(clip, f).subarray(j * 4, j * 4 + 4), q);
        return `(${number(q[3])}, ${number(q[0])}, ${number(q[1])}, ${number(q[2])})`;
      })
      .join(', '),
  );
  const scales = samples(() => joints.map(() => '(1, 1, 1)').join(', '));
  const weights = samples((f) =>
    curveNames.map((_, c) => number(curves[f * curveNames.length + c])).join(', '),
  );
  const face =
    curveNames.length === 0
      ? ''
      : `
        uniform token[] blendShapes = [${curveNames.map((name) => quoted(bracketsReplaced(name))).join(', ')}]
        float[] blendShapeWeights.timeSamples = {
${weights}
        }`;
  return `    def SkelAnimation "Animation"
    {
        uniform token[] joints = [${usdJointPaths(joints, skeleton.parents).map(quoted).join(', ')}]
        float3[] translations.timeSamples = {
${translations}
        }
        quatf[] rotations.timeSamples = {
${rotations}
        }
        half3[] scales.timeSamples = {
${scales}
        }${face}
    }`;
}

const CARRIER = `    def Mesh "Carrier" (
        prepend apiSchemas = ["SkelBindingAPI"]
    )
    {
        int[] faceVertexCounts = [3]
        int[] faceVertexIndices = [0, 1, 2]
        point3f[] points = [(0, 0, 0), (0, 0, 0), (0, 0, 0)]
        int[] primvars:skel:jointIndices = [0, 0, 0] (
            elementSize = 1
            interpolation = "vertex"
        )
        float[] primvars:skel:jointWeights = [1, 1, 1] (
            elementSize = 1
            interpolation = "vertex"
        )
        rel skel:skeleton = </Signer/Skeleton>
    }`;

/** Paths of plain words, still unique: "spine one" under root becomes root/spine_one. */
export function usdJointPaths(names: readonly string[], parents: Int16Array): string[] {
  const paths: string[] = [];
  const taken = new Set<string>();
  names.forEach((name, j) => {
    const word = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d|$)/, '_');
    const above = parents[j] < 0 ? '' : `${paths[parents[j]]}/`;
    let path = above + word;
    for (let n = 2; taken.has(path); n++) path = `${above}${word}_${n}`;
    taken.add(path);
    paths.push(path);
  });
  return paths;
}

function matrix(rotation: Numbers, position: Numbers): string {
  const rows = [quatAxisX(rotation), quatAxisY(rotation), quatAxisZ(rotation)].map(
    (axis) => `(${number(axis[0])}, ${number(axis[1])}, ${number(axis[2])}, 0)`,
  );
  return `(${rows.join(', ')}, (${number(position[0])}, ${number(position[1])}, ${number(position[2])}, 1))`;
}

/** To 1e-8, never -0, never with an exponent. */
function number(value: number): string {
  const rounded = Math.round(value * 1e8) / 1e8 + 0;
  return Math.abs(rounded) < 1e-5 && rounded !== 0 ? rounded.toFixed(8) : String(rounded);
}

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;

/** Some readers count brackets without looking for quotes: inside JSON's strings they are written as \u005b. */
const bracketsEscaped = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"/g, (string) =>
    string.replace(/[[\]{}()#=:']/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );

/** Tokens have no such escape. */
const bracketsReplaced = (token: string): string => token.replace(/[[\]{}()]/g, '_');
