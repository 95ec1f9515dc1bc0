/** What bench/live-server.mjs needs of the library and of the tests' makers. */
export { addTrackerNoise } from '../../samples/generate/tracker-noise.ts';
export { createSystemClock } from '../../src/livelink/clock.ts';
export { createWireFrame, decodeFrame, encodeFrame } from '../../src/livelink/protocol/frame.ts';
export { encodeLandmarks } from '../../src/livelink/protocol/landmarks-bytes.ts';
export { decodeRequest, encodeRequest } from '../../src/livelink/protocol/requests.ts';
export { startLiveServer } from '../../src/livelink/server.node.ts';
export { trackedLandmarks } from '../../src/livelink/tracked-landmarks.ts';
export { bodyStaticData, bodyWireFrame, faceWireFrame } from '../../src/livelink/unreal-wire.ts';
export { createLandmarkSource } from '../../src/pipeline/landmark-source.ts';
export { targetNamed } from '../../src/skeleton/targets.ts';
export { loadLifter } from '../../src/solver/lift/network/load-lifter.node.ts';
export { landmarkMessages } from '../../tests/livelink/support/landmark-messages.ts';
export { wavingClip } from '../../tests/livelink/support/waving-clip.ts';
export { withoutDepth } from '../../tests/support/edit-recording.ts';
export { createRandomSigner } from '../../tests/support/random-signer.ts';
