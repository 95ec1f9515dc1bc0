/** A binary FBX file as a plain tree of records. What the records mean is not known here. */

export interface FbxDocument {
  /** 7400 for FBX 2014; from 7500 on the file uses 64-bit offsets. */
  readonly version: number;
  readonly records: readonly FbxRecord[];
}

export interface FbxRecord {
  /** 1 to 255 bytes of UTF-8. */
  readonly name: string;
  readonly properties: readonly FbxProperty[];
  /** null for a record without a list of children; an empty list is stored, and read back, as an empty list. */
  readonly children: readonly FbxRecord[] | null;
}

/** The letters are the format's own. Strings are UTF-8 and may hold NUL. */
export type FbxProperty =
  | { readonly type: 'C'; readonly value: boolean }
  | { readonly type: 'Y' | 'I' | 'F' | 'D'; readonly value: number }
  | { readonly type: 'L'; readonly value: bigint }
  | { readonly type: 'S'; readonly value: string }
  | { readonly type: 'R' | 'b'; readonly value: Uint8Array }
  | { readonly type: 'i'; readonly value: Int32Array }
  | { readonly type: 'l'; readonly value: BigInt64Array }
  | { readonly type: 'f'; readonly value: Float32Array }
  | { readonly type: 'd'; readonly value: Float64Array };
