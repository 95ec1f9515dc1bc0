/** What bench/face.mjs needs of the sources. */
export { readNetworkFace } from '../../src/solver/face/network/face-network.ts';
export { createFaceNetwork } from '../../src/solver/face/network/onnx-face-network.ts';
export { solveFaceClip } from '../../src/solver/face/solve-face.ts';
export { createCamera } from '../../src/space/camera.ts';
export { EXPRESSIVE_CURVES } from '../../tests/support/expressive-curves.ts';
export { CONTOUR_POINTS, withoutFacePoints } from '../../tests/support/face-layouts.ts';
export { faceRecording } from '../../tests/support/face-signer.ts';
