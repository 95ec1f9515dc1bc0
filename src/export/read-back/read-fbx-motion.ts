/** A binary FBX of ours -> its motion: local transforms of the LimbNodes from their curves, curves of the root's user properties. */
import type { FbxRecord } from '../../formats/fbx/fbx-document.ts';
import { readFbx } from '../../formats/fbx/read-fbx.ts';
import { multiplyQuat, quatFromAxisAngle } from '../../math/quat.ts';
import { RADIANS } from '../../math/scalar.ts';
import type { Numbers } from '../../math/vec3.ts';
import { solveFromUnrealPosition, solveFromUnrealRotation } from '../../space/spaces.ts';
import type { ReadMotion } from './read-back.ts';

const TICKS_PER_SECOND = 46_186_158_000;

export function readFbxMotion(bytes: Uint8Array): ReadMotion {
  const { records } = readFbx(bytes);
  const objects = new Map<unknown, FbxRecord>();
  for (const record of child(records, 'Objects').children!) objects.set(record.properties[0].value, record);
  const links = child(records, 'Connections').children!.map(({ properties }) =>
    properties.map(({ value }) => value),
  );
  const models = [...objects.values()].filter(
    (o) => o.name === 'Model' && o.properties[2].value === 'LimbNode',
  );
  const idOf = (object: FbxRecord) => object.properties[0].value;
  const parentOf = (model: FbxRecord) =>
    models.findIndex((other) =>
      links.some((l) => l[0] === 'OO' && l[1] === idOf(model) && l[2] === idOf(other)),
    );
  /** Curves of a property by channel, or null. */
  const curvesOf = (id: unknown, property: string): Record<string, Float32Array> | null => {
    const node = links.find((l) => l[0] === 'OP' && l[2] === id && l[3] === property);
    if (!node) return null;
    const channels = links.filter((l) => l[0] === 'OP' && l[2] === node[1]);
    return Object.fromEntries(
      channels.map((l) => [
        String(l[3]).slice(2),
        child(objects.get(l[1])!.children!, 'KeyValueFloat').properties[0].value as Float32Array,
      ]),
    );
  };
  const curve = [...objects.values()].find(({ name }) => name === 'AnimationCurve')!;
  const times = child(curve.children!, 'KeyTime').properties[0].value as BigInt64Array;
  const isYUp = property(child(records, 'GlobalSettings'), 'UpAxis')[0] === 1;
  const tracks = models.map((model) => ({
    name: String(model.properties[1].value).split('\0')[0],
    parent: parentOf(model),
    translation: curvesOf(idOf(model), 'Lcl Translation'),
    rotation: curvesOf(idOf(model), 'Lcl Rotation'),
    rest: property(model, 'Lcl Translation') as number[],
  }));
  const rootProperties = child(models[0].children!, 'Properties70').children!;
  const curveNames = rootProperties
    .filter(({ properties }) => properties[3].value === 'A+U')
    .map(({ properties }) => String(properties[0].value));
  const metadata = JSON.parse(String(property(models[0], 'tegn')[0]));
  return {
    frameCount: times.length,
    fps:
      times.length > 1
        ? (TICKS_PER_SECOND * (times.length - 1)) / Number(times[times.length - 1])
        : metadata.fps,
    joints: tracks.map(({ name, parent }) => ({ name, parent })),
    frame: (f) =>
      tracks.map(({ translation, rotation, rest }) => {
        const at = (c: Record<string, Float32Array>) => [c.X[f], c.Y[f], c.Z[f]];
        return solveFromFbx(translation ? at(translation) : rest, at(rotation!), isYUp);
      }),
    curves: new Map(curveNames.map((name) => [name, curvesOf(idOf(models[0]), name)![name]])),
  };
}

function solveFromFbx(cm: readonly number[], eulerDeg: readonly number[], isYUp: boolean) {
  const turn = (axis: number) => {
    const along = [0, 0, 0];
    along[axis] = 1;
    return quatFromAxisAngle(along, eulerDeg[axis] * RADIANS);
  };
  const q: Numbers = multiplyQuat(turn(2), multiplyQuat(turn(1), turn(0)));
  if (isYUp) return { translation: cm.map((value) => value / 100), rotation: q };
  return {
    translation: solveFromUnrealPosition([cm[0], -cm[1], cm[2]], [0, 0, 0]),
    rotation: solveFromUnrealRotation([-q[0], q[1], -q[2], q[3]], [0, 0, 0, 1]),
  };
}

function child(records: readonly FbxRecord[], name: string): FbxRecord {
  const found = records.find((record) => record.name === name);
  if (!found) throw new RangeError(`Expected a record ${name}, found none.`);
  return found;
}

const property = (object: FbxRecord, name: string): unknown[] =>
  child(object.children!, 'Properties70')
    .children!.find(({ properties }) => properties[0].value === name)!
    .properties.slice(4)
    .map(({ value }) => value);
