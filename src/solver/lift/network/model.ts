/** The network that this version of tegn was measured with: models/lifter.onnx. */
export const LIFTER_MODEL = {
  file: 'lifter.onnx',
  sha256: '4b5d91fd5f1f2095bf10bc9a884197aab22632ed9c372938d66afebe7124ab45',
} as const;
