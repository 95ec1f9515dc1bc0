/** The network that this version of tegn was measured with: models/lifter.onnx. */
export const LIFTER_MODEL = {
  file: 'lifter.onnx',
  sha256: '2863374a1cd16729242ea6dc88cf1048aee569f535fee78c891c5ebd4d88df96',
} as const;
