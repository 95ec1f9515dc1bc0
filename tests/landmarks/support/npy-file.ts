/** Builds .npy bytes (version 1.0) by hand. */
export function npyBytes(
  descr: string,
  shape: readonly number[],
  body: Uint8Array,
  fortran = false,
): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dict = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${tuple}), }`;
  const padded = `${dict.padEnd(Math.ceil((dict.length + 11) / 64) * 64 - 11)}\n`;
  const header = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, padded.length & 255, padded.length >> 8];
  return Uint8Array.from([...header, ...new TextEncoder().encode(padded), ...body]);
}

export const float64Npy = (shape: readonly number[], values: readonly number[]): Uint8Array =>
  npyBytes('<f8', shape, new Uint8Array(Float64Array.from(values).buffer));
