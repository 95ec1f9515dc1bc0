/** The network that this version of tegn was measured with: models/lifter.onnx. */
export const LIFTER_MODEL = {
  file: 'lifter.onnx',
  sha256: '46c230773fbef62c22730a2cdde3c06c99f613542f0702ed51844de438ab0630',
} as const;
