/**
 * Header of a .pose file <-> plain tree: which points the body holds and how wide it is.
 *
 * Little-endian, no alignment, no magic number: f32 version, u16 width, height, depth (pixels), u16 component count, then per
 * component its name, format letters, points, limbs and colours. A string is a u16 length in bytes, then UTF-8.
 * Source: the format notes v0.0, v0.1 and v0.2 of the pose-format project. The header is the same in all three.
 */
import { TegnError } from '../../issues/issues.ts';

export interface PoseComponent {
  readonly name: string;
  /** One letter per value of a point, such as XYZC; the last is the confidence. */
  readonly format: string;
  readonly points: readonly string[];
  /** Pairs of point indices, for drawing. */
  readonly limbs: readonly (readonly [number, number])[];
  /** Red, green, blue, 0..255, for drawing. */
  readonly colors: readonly (readonly [number, number, number])[];
}

export interface PoseHeader {
  /** 0, 0.1 or 0.2 */
  readonly version: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly components: readonly PoseComponent[];
}

export const POSE_VERSIONS: readonly number[] = [0, 0.1, 0.2];

/** Points of all components together. */
export const posePointCount = (header: PoseHeader): number =>
  header.components.reduce((sum, component) => sum + component.points.length, 0);

/** Coordinates per point in the body: the widest component's letters without the confidence. */
export const poseDimensions = (header: PoseHeader): number =>
  header.components.reduce((widest, component) => Math.max(widest, component.format.length - 1), 0);

/**
 * Reads the header; `byteLength` is where the body starts. Throws E_POSE_TRUNCATED, E_POSE_VERSION, E_POSE_HEADER.
 */
export function readPoseHeader(bytes: Uint8Array): { header: PoseHeader; byteLength: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  const advance = (size: number, what: string): number => {
    const at = offset;
    if (at + size > bytes.length) {
      throw new TegnError(
        'E_POSE_TRUNCATED',
        `The .pose header ends early: expected ${size} bytes of ${what} at offset ${at}, found ${bytes.length - at}.`,
        { offset: at, expected: size, found: bytes.length - at },
      );
    }
    offset += size;
    return at;
  };
  const u16 = (what: string): number => view.getUint16(advance(2, what), true);
  const text = (what: string): string => {
    const length = u16(`the length of ${what}`);
    const at = advance(length, what);
    return decoder.decode(bytes.subarray(at, at + length));
  };

  const stored = view.getFloat32(advance(4, 'the version'), true);
  // 0.1 and 0.2 are not exact in float32.
  const version = Math.round(stored * 1000) / 1000;
  if (!POSE_VERSIONS.includes(version)) {
    throw new TegnError('E_POSE_VERSION', `Expected .pose version 0.0, 0.1 or 0.2, found ${stored}.`, {
      offset: 0,
      expected: POSE_VERSIONS,
      found: stored,
    });
  }
  const width = u16('the width');
  const height = u16('the height');
  const depth = u16('the depth');
  const componentCount = u16('the number of components');
  const components: PoseComponent[] = [];
  for (let c = 0; c < componentCount; c++) {
    const name = text(`the name of component ${c}`);
    const formatOffset = offset;
    const format = text(`the format of component ${c}`);
    if (!/^[A-Z]{2,8}$/.test(format)) {
      throw new TegnError(
        'E_POSE_HEADER',
        `Expected format letters such as XYZC for component ${c} at offset ${formatOffset}, found ${JSON.stringify(format.slice(0, 20))}.`,
        { offset: formatOffset, expected: 'XYZC', found: format.slice(0, 20) },
      );
    }
    const pointCount = u16(`the point count of ${name}`);
    const limbCount = u16(`the limb count of ${name}`);
    const colorCount = u16(`the colour count of ${name}`);
    const points: string[] = [];
    for (let i = 0; i < pointCount; i++) points.push(text(`point ${i} of ${name}`));
    const limbs: [number, number][] = [];
    for (let i = 0; i < limbCount; i++)
      limbs.push([u16(`limb ${i} of ${name}`), u16(`limb ${i} of ${name}`)]);
    const colors: [number, number, number][] = [];
    for (let i = 0; i < colorCount; i++) {
      const what = `colour ${i} of ${name}`;
      colors.push([u16(what), u16(what), u16(what)]);
    }
    components.push({ name, format, points, limbs, colors });
  }
  return { header: { version, width, height, depth, components }, byteLength: offset };
}

/** Bytes of a header; string lengths are counted in bytes. */
export function encodePoseHeader(header: PoseHeader): Uint8Array {
  const out: number[] = [];
  const u16 = (value: number) => out.push(value & 255, (value >> 8) & 255);
  const text = (value: string) => {
    const encoded = new TextEncoder().encode(value);
    u16(encoded.length);
    out.push(...encoded);
  };
  out.push(...new Uint8Array(Float32Array.of(header.version).buffer));
  u16(header.width);
  u16(header.height);
  u16(header.depth);
  u16(header.components.length);
  for (const component of header.components) {
    text(component.name);
    text(component.format);
    u16(component.points.length);
    u16(component.limbs.length);
    u16(component.colors.length);
    component.points.forEach(text);
    component.limbs.flat().forEach(u16);
    component.colors.flat().forEach(u16);
  }
  return Uint8Array.from(out);
}

const decoder = new TextDecoder();
