/** Short ways to write FBX records and their typed properties. */
import type { FbxProperty, FbxRecord } from '../../formats/fbx/fbx-document.ts';

export const int32 = (value: number): FbxProperty => ({ type: 'I', value });
export const int64 = (value: bigint): FbxProperty => ({ type: 'L', value });
export const float64 = (value: number): FbxProperty => ({ type: 'D', value });
export const text = (value: string): FbxProperty => ({ type: 'S', value });

export const record = (
  name: string,
  properties: readonly FbxProperty[],
  children: readonly FbxRecord[] | null = null,
): FbxRecord => ({ name, properties, children });

/** A record of one number or one text. */
export const field = (name: string, value: number | string): FbxRecord =>
  record(name, [typeof value === 'number' ? int32(value) : text(value)]);

/** One named property: type and label are the format's words, flags "A" animatable and "U" user defined. */
export const named = (
  name: string,
  type: string,
  label: string,
  flags: string,
  ...values: FbxProperty[]
): FbxRecord => record('P', [text(name), text(type), text(label), text(flags), ...values]);

export const properties70 = (...list: FbxRecord[]): FbxRecord => record('Properties70', [], list);
