/** The network that this version of tegn was measured with: models/lifter.onnx. */
export const LIFTER_MODEL = {
  file: 'lifter.onnx',
  sha256: 'a07ec7b432d30c5f0eddfd0fe1b822d8c00a98a6ccaf87fe0dfbefac211130d6',
} as const;
