/**
 * A GLB as its JSON and its one binary chunk, and a builder that appends accessors and animations to it. What is still in a file (skeleton,
 * mesh, shapes) can so be made once and used for many clips.
 * Source: glTF 2.0 specification, sections 3.6 and 4.4. Limits: one buffer; 4 GiB.
 */

/** The parts of the JSON that are written here; the rest passes through. */
export interface GltfJson {
  asset: { version: string; [key: string]: unknown };
  scenes: { name?: string; nodes: number[]; extras?: unknown }[];
  nodes: { name?: string; mesh?: number; [key: string]: unknown }[];
  accessors?: object[];
  bufferViews?: object[];
  buffers?: { byteLength: number }[];
  animations?: object[];
  [key: string]: unknown;
}

export interface GlbParts {
  readonly json: GltfJson;
  readonly binary: Uint8Array;
}

export interface GlbBuilder {
  /** Its own copy; change it before `finish`. */
  readonly json: GltfJson;
  /** Returns the accessor's number; with `bounds` it states least and largest values, as times have to. */
  addAccessor(type: 'SCALAR' | 'VEC3' | 'VEC4', array: Float32Array | Int16Array, bounds?: boolean): number;
  finish(): Uint8Array<ArrayBuffer>;
}

const HEADER = 12;
const CHUNK_HEADER = 8;
const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;

const COMPONENTS = { SCALAR: 1, VEC3: 3, VEC4: 4 } as const;
const SHORT = 5122;
const FLOAT = 5126;

const aligned = (length: number): number => Math.ceil(length / 4) * 4;

export function readGlbParts(glb: Uint8Array): GlbParts {
  const view = new DataView(glb.buffer, glb.byteOffset, glb.byteLength);
  const jsonEnd = HEADER + CHUNK_HEADER + view.getUint32(HEADER, true);
  const json = JSON.parse(new TextDecoder().decode(glb.subarray(HEADER + CHUNK_HEADER, jsonEnd)));
  const hasBinary = jsonEnd + CHUNK_HEADER < glb.length;
  const binary = hasBinary ? glb.slice(jsonEnd + CHUNK_HEADER) : new Uint8Array(0);
  return { json, binary };
}

export function createGlbBuilder({ json: still, binary }: GlbParts): GlbBuilder {
  const json: GltfJson = {
    ...still,
    asset: { ...still.asset },
    scenes: still.scenes.map((scene) => ({ ...scene })),
    accessors: [...(still.accessors ?? [])],
    bufferViews: [...(still.bufferViews ?? [])],
  };
  // one view for everything that is added: JSON is what weighs in short clips
  const start = aligned(binary.length);
  const view = { buffer: 0, byteOffset: start, byteLength: 0 };
  const viewIndex = json.bufferViews!.push(view) - 1;
  const added: Uint8Array[] = [];
  return {
    json,
    addAccessor(type, array, bounds = false) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      const isShort = array instanceof Int16Array;
      json.accessors!.push({
        type,
        componentType: isShort ? SHORT : FLOAT,
        count: array.length / COMPONENTS[type],
        bufferView: viewIndex,
        byteOffset: view.byteLength,
        ...(isShort && { normalized: true }),
        ...(bounds && { min: [array[0]], max: [array[array.length - 1]] }),
      });
      added.push(bytes);
      view.byteLength += aligned(bytes.length);
      return json.accessors!.length - 1;
    },
    finish() {
      const length = start + view.byteLength;
      json.buffers = [{ byteLength: length }];
      const text = new TextEncoder().encode(JSON.stringify(json));
      const jsonEnd = HEADER + CHUNK_HEADER + aligned(text.length);
      const out = new Uint8Array(jsonEnd + CHUNK_HEADER + length).fill(0x20, HEADER + CHUNK_HEADER, jsonEnd);
      const head = new DataView(out.buffer);
      const words: readonly (readonly [at: number, value: number])[] = [
        [0, MAGIC],
        [4, 2],
        [8, out.length],
        [HEADER, aligned(text.length)],
        [HEADER + 4, JSON_CHUNK],
        [jsonEnd, length],
        [jsonEnd + 4, BINARY_CHUNK],
      ];
      for (const [at, value] of words) head.setUint32(at, value, true);
      out.set(text, HEADER + CHUNK_HEADER);
      let at = jsonEnd + CHUNK_HEADER;
      out.set(binary, at);
      at += aligned(binary.length);
      for (const bytes of added) {
        out.set(bytes, at);
        at += aligned(bytes.length);
      }
      return out;
    },
  };
}
