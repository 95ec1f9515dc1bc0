/** The objects of an FBX file and what is connected to what. Ids are handed out in order, so equal scenes are numbered alike. */
import type { FbxRecord } from '../../formats/fbx/fbx-document.ts';
import { TegnError } from '../../issues/issues.ts';
import { int64, record, text } from './fbx-records.ts';

export interface FbxScene {
  readonly objects: readonly FbxRecord[];
  readonly connections: readonly FbxRecord[];
  /**
   * @param kind record name, such as "Model"
   * @param className stands behind the name, such as "AnimCurve"
   * @param subclass such as "LimbNode", or ''
   * @returns the id
   */
  add(kind: string, name: string, className: string, subclass: string, children: FbxRecord[]): bigint;
  /** Hangs an object under another, or drives the named property of it. */
  connect(child: bigint, parent: bigint, property?: string): void;
}

/** Id of the scene itself, parent of the root joint. */
export const SCENE_ROOT = 0n;

const FIRST_ID = 1_000_000n;

export function createFbxScene(): FbxScene {
  const objects: FbxRecord[] = [];
  const connections: FbxRecord[] = [];
  return {
    objects,
    connections,
    add(kind, name, className, subclass, children) {
      const id = FIRST_ID + BigInt(objects.length);
      objects.push(record(kind, [int64(id), text(objectName(name, className)), text(subclass)], children));
      return id;
    },
    connect(child, parent, property) {
      const ends = [int64(child), int64(parent)];
      connections.push(
        property === undefined
          ? record('C', [text('OO'), ...ends])
          : record('C', [text('OP'), ...ends, text(property)]),
      );
    },
  };
}

/** The format separates name and class by 00 01, so a name cannot hold NUL. */
function objectName(name: string, className: string): string {
  if (name.includes('\0')) {
    const shown = JSON.stringify(name);
    throw new TegnError('E_MOTION', `Expected a name without NUL for FBX, found ${shown}.`, { found: name });
  }
  return `${name}\0\x01${className}`;
}
