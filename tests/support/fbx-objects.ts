/** Objects and connections of a binary FBX as they stand in its records; knows nothing of how they were written. */
import type { FbxRecord } from '../../src/formats/fbx/fbx-document.ts';
import { readFbx } from '../../src/formats/fbx/read-fbx.ts';

export interface FbxObject {
  readonly kind: string;
  readonly name: string;
  readonly record: FbxRecord;
  /** By name: flags and values of its Properties70. */
  readonly properties: ReadonlyMap<string, { readonly flags: string; readonly values: unknown[] }>;
}

export interface FbxConnection {
  readonly child: FbxObject;
  /** null for the scene. */
  readonly parent: FbxObject | null;
  readonly property: string | null;
}

export interface FbxObjects {
  readonly records: readonly FbxRecord[];
  readonly objects: readonly FbxObject[];
  readonly connections: readonly FbxConnection[];
}

export function readFbxObjects(bytes: Uint8Array): FbxObjects {
  const { records } = readFbx(bytes);
  const byId = new Map<unknown, FbxObject>();
  for (const record of childNamed(records, 'Objects').children!) {
    const [id, name] = record.properties.map(({ value }) => value);
    byId.set(id, {
      kind: record.name,
      name: (name as string).split('\0')[0],
      record,
      properties: properties70(record),
    });
  }
  const connections = childNamed(records, 'Connections').children!.map(({ properties }) => ({
    child: byId.get(properties[1].value)!,
    parent: byId.get(properties[2].value) ?? null,
    property: properties.length > 3 ? (properties[3].value as string) : null,
  }));
  return { records, objects: [...byId.values()], connections };
}

export function childNamed(records: readonly FbxRecord[], name: string): FbxRecord {
  const found = records.filter((record) => record.name === name);
  if (found.length !== 1) throw new Error(`Expected one record ${name}, found ${found.length}.`);
  return found[0];
}

export function properties70(record: FbxRecord): FbxObject['properties'] {
  const list = record.children?.find(({ name }) => name === 'Properties70')?.children ?? [];
  return new Map(
    list.map(({ properties }) => {
      const [name, , , flags, ...values] = properties.map(({ value }) => value);
      return [name as string, { flags: flags as string, values }];
    }),
  );
}
