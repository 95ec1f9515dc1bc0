/**
 * Binary FBX -> joints: LimbNodes with what stands above them. Where the file has a bind pose, that is the rest; otherwise the transforms
 * the models stand in. Rotation is pre-rotation, rotation, inverse post-rotation, in the model's order of axes.
 * Source: the layout in src/formats/fbx; property names of the FBX SDK's documentation. Limits: pivots and geometric transforms are ignored.
 */
import type { FbxRecord } from '../../formats/fbx/fbx-document.ts';
import { readFbx } from '../../formats/fbx/read-fbx.ts';
import { TegnError } from '../../issues/issues.ts';
import {
  conjugateQuat,
  multiplyQuat,
  quat,
  quatFromAxes,
  quatFromAxisAngle,
  relativeQuat,
  unrotateVec3,
} from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import { type Numbers, subtractVec3, vec3 } from '../../math/vec3.ts';
import type { RawJoint, RawSkeleton } from './raw-skeleton.ts';

interface Model {
  readonly id: bigint;
  readonly name: string;
  readonly joint: boolean;
  readonly properties: ReadonlyMap<string, readonly number[]>;
}

/** Throws E_FBX for damaged files, E_TARGET_FILE for files without joints. */
export function readFbxJoints(bytes: Uint8Array): RawSkeleton {
  const { records } = readFbx(bytes);
  const find = (list: readonly FbxRecord[] | null | undefined, name: string) =>
    list?.find((r) => r.name === name);
  const objects = find(records, 'Objects')?.children ?? [];
  const settings = propertiesOf(find(records, 'GlobalSettings'));
  const models = new Map<bigint, Model>();
  for (const record of objects) {
    const [id, name, kind] = record.properties.map(({ value }) => value);
    if (record.name !== 'Model' || typeof id !== 'bigint' || typeof name !== 'string') continue;
    models.set(id, {
      id,
      name: name.split('\0')[0],
      joint: kind === 'LimbNode' || kind === 'Root' || kind === 'Limb',
      properties: propertiesOf(record),
    });
  }
  const parents = new Map<bigint, bigint>();
  for (const { name, properties } of find(records, 'Connections')?.children ?? []) {
    const [kind, child, parent] = properties.map(({ value }) => value);
    if (name !== 'C' || kind !== 'OO' || typeof child !== 'bigint' || typeof parent !== 'bigint') continue;
    if (models.has(child) && models.has(parent)) parents.set(child, parent);
  }
  const order: Model[] = [];
  const add = (model: Model, depth: number): void => {
    if (order.includes(model) || depth > models.size) return;
    const parent = models.get(parents.get(model.id) ?? 0n);
    if (parent) add(parent, depth + 1);
    order.push(model);
  };
  for (const model of models.values()) if (model.joint) add(model, 0);
  if (order.length === 0) {
    throw new TegnError('E_TARGET_FILE', 'Expected joints (LimbNode) in the FBX file, found none.', {
      expected: 'LimbNode',
    });
  }
  const bind = bindMatrices(objects);
  const index = new Map(order.map(({ id }, i) => [id, i]));
  const parentOf = (model: Model): number => index.get(parents.get(model.id) ?? 0n) ?? -1;
  const bound = order.every(({ id, joint }) => !joint || bind.has(id));
  const joints = order.map((model): RawJoint => {
    const parent = parentOf(model);
    const own = bound ? bind.get(model.id) : undefined;
    const above = parent < 0 ? undefined : bind.get(order[parent].id);
    const local = own && (parent < 0 || above) ? relativeTo(own, above) : standing(model);
    return { name: model.name, parent, ...local };
  });
  return { kind: 'fbx', joints, unit: (settings.get('UnitScaleFactor')?.[0] ?? 1) / 100 };
}

/** Numbers of Properties70 by name. */
function propertiesOf(record: FbxRecord | undefined): Map<string, number[]> {
  const out = new Map<string, number[]>();
  const list = record?.children?.find(({ name }) => name === 'Properties70')?.children ?? [];
  for (const { properties } of list) {
    const [name, , , , ...values] = properties.map(({ value }) => value);
    if (typeof name === 'string')
      out.set(
        name,
        values.filter((value) => typeof value === 'number'),
      );
  }
  return out;
}

type Local = Pick<RawJoint, 'translation' | 'rotation' | 'scale'>;

function standing({ properties }: Model): Local {
  const three = (name: string, fallback: number): number[] => {
    const values = properties.get(name);
    return values?.length === 3 ? [...values] : [fallback, fallback, fallback];
  };
  const order = ORDERS[properties.get('RotationOrder')?.[0] ?? 0] ?? ORDERS[0];
  const rotation = multiplyQuat(
    multiplyQuat(euler(three('PreRotation', 0), ORDERS[0]), euler(three('Lcl Rotation', 0), order)),
    conjugateQuat(euler(three('PostRotation', 0), ORDERS[0])),
  );
  return { translation: three('Lcl Translation', 0), rotation, scale: three('Lcl Scaling', 1) };
}

/** Axes in the order in which they are turned about. */
const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 2, 0],
  [1, 0, 2],
  [2, 0, 1],
  [2, 1, 0],
] as const;

function euler(degrees: readonly number[], order: readonly number[]): Numbers {
  const out = quat();
  for (const axis of order) {
    const unit = [0, 0, 0];
    unit[axis] = 1;
    multiplyQuat(quatFromAxisAngle(unit, degrees[axis] * RADIANS), out, out);
  }
  return out;
}

interface Bound {
  readonly position: Numbers;
  readonly rotation: Numbers;
}

/** Global matrices of the first bind pose, by model. */
function bindMatrices(objects: readonly FbxRecord[]): Map<bigint, Bound> {
  const out = new Map<bigint, Bound>();
  const pose = objects.find(({ name, properties }) => name === 'Pose' && properties[2]?.value === 'BindPose');
  for (const { name, children } of pose?.children ?? []) {
    if (name !== 'PoseNode') continue;
    const id = children?.find((r) => r.name === 'Node')?.properties[0]?.value;
    const m = children?.find((r) => r.name === 'Matrix')?.properties[0]?.value;
    if (typeof id !== 'bigint' || !(m instanceof Float64Array) || m.length !== 16) continue;
    const axis = (c: number) => {
      const length = Math.hypot(m[c * 4], m[c * 4 + 1], m[c * 4 + 2]) || 1;
      return [m[c * 4] / length, m[c * 4 + 1] / length, m[c * 4 + 2] / length];
    };
    out.set(id, { position: [m[12], m[13], m[14]], rotation: quatFromAxes(axis(0), axis(1), axis(2)) });
  }
  return out;
}

function relativeTo(own: Bound, above: Bound | undefined): Local {
  const scale = [1, 1, 1];
  if (!above) return { translation: own.position, rotation: own.rotation, scale };
  const offset = subtractVec3(own.position, above.position, vec3());
  return {
    translation: unrotateVec3(above.rotation, offset),
    rotation: relativeQuat(above.rotation, own.rotation),
    scale,
  };
}
