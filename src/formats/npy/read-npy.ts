/**
 * NumPy .npy and .npz -> numbers in C order with their shape.
 * Numbers of 1 to 8 bytes of either byte order, booleans, C and Fortran order; no structured types, no pickled objects.
 * Source: NumPy Enhancement Proposal 1 (versions 1.0, 2.0, 3.0 differ in the size of the header's length and its encoding).
 */
import { TegnError } from '../../issues/issues.ts';
import { UNPACKED_BYTES_LIMIT, unpackZip } from '../archive/unpack.ts';

export interface NpyArray {
  readonly shape: readonly number[];
  /** C order (last index fastest). 64-bit integers above 2^53 lose their last digits. */
  readonly data: Float64Array;
}

/** Frames, people, points, coordinates and room to spare. */
const AXES_LIMIT = 8;

/** \x93NUMPY */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

/** Throws E_NPY. */
export function readNpy(bytes: Uint8Array): NpyArray {
  if (!isNpy(bytes)) throw npyError('Expected the NumPy magic number at offset 0', 0);
  if (bytes.length < 12) throw npyError(`Expected a header at offset 6, found ${bytes.length - 6} bytes`, 6);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6] >= 2;
  const start = wide ? 12 : 10;
  const headerSize = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  if (start + headerSize > bytes.length) {
    throw npyError(`Expected a header of ${headerSize} bytes, found ${bytes.length - start}`, start);
  }
  const header = new TextDecoder().decode(bytes.subarray(start, start + headerSize));
  const descr = /'descr'\s*:\s*'([<>|=])([a-zA-Z])(\d+)'/.exec(header);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header);
  const shapeText = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(header);
  if (!descr || !order || !shapeText) {
    throw npyError(
      `Expected plain numbers with a shape, found ${JSON.stringify(header.trim().slice(0, 120))}`,
      start,
    );
  }
  const type = descr[2] + descr[3];
  const read = ELEMENT_READERS[type];
  if (!read) throw npyError(`Expected integers or floats of 1 to 8 bytes, found type ${type}`, start);
  const size = Number(descr[3]);
  const shape = shapeText[1]
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => Number.parseInt(part, 10));
  if (shape.length > AXES_LIMIT)
    throw npyError(`Expected at most ${AXES_LIMIT} axes, found ${shape.length}`, start);
  const available = Math.floor((bytes.length - start - headerSize) / size);
  const count = shape.reduce((product, length) => product * length, 1);
  if (!(count <= available)) {
    throw npyError(
      `Expected ${shape.join(' x ')} values of ${size} bytes, found room for ${available}`,
      start + headerSize,
    );
  }
  const littleEndian = descr[1] !== '>';
  const stored = new Float64Array(count);
  for (let i = 0; i < count; i++) stored[i] = read(view, start + headerSize + i * size, littleEndian);
  return { shape, data: order[1] === 'True' ? cFromFortran(stored, shape) : stored };
}

/** Arrays of an .npz by name. Throws E_ARCHIVE, E_NPY. */
export function readNpz(bytes: Uint8Array, limit = UNPACKED_BYTES_LIMIT): Map<string, NpyArray> {
  const arrays = new Map<string, NpyArray>();
  for (const [name, content] of unpackZip(bytes, '.npy', limit))
    arrays.set(name.slice(0, -4), readNpy(content));
  return arrays;
}

const ELEMENT_READERS: Readonly<
  Record<string, (view: DataView, at: number, littleEndian: boolean) => number>
> = {
  f2: (view, at, le) => float16(view.getUint16(at, le)),
  f4: (view, at, le) => view.getFloat32(at, le),
  f8: (view, at, le) => view.getFloat64(at, le),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, le) => view.getInt16(at, le),
  i4: (view, at, le) => view.getInt32(at, le),
  i8: (view, at, le) => Number(view.getBigInt64(at, le)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, le) => view.getUint16(at, le),
  u4: (view, at, le) => view.getUint32(at, le),
  u8: (view, at, le) => Number(view.getBigUint64(at, le)),
  b1: (view, at) => view.getUint8(at),
};

/** IEEE 754 binary16. */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function cFromFortran(stored: Float64Array, shape: readonly number[]): Float64Array {
  const out = new Float64Array(stored.length);
  const index = new Array<number>(shape.length).fill(0);
  for (let i = 0; i < stored.length; i++) {
    let at = 0;
    for (let axis = 0; axis < shape.length; axis++) at = at * shape[axis] + index[axis];
    out[at] = stored[i];
    for (let axis = 0; axis < shape.length && ++index[axis] === shape[axis]; axis++) index[axis] = 0;
  }
  return out;
}

function npyError(what: string, offset: number): TegnError {
  return new TegnError('E_NPY', `${what} (offset ${offset}).`, { offset });
}
