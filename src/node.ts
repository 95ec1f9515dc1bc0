/** The public entry for Node: everything of index.ts, plus files and sockets. */
export { type BatchEntry, type BatchOptions, runBatch } from './batch/run-batch.node.ts';
export type { Recipe } from './batch/work/task.ts';
export { writeFileWhole } from './export/write-files.node.ts';
export * from './index.ts';
export { startUdpBridge, type UdpBridge, type UdpBridgeOptions } from './livelink/bridges/udp-bridge.node.ts';
export { LIVE_SERVER_DEFAULTS, type LiveServerOptions } from './livelink/server/options.ts';
export { type LiveServer, type LiveServerStats, startLiveServer } from './livelink/server.node.ts';
export { startTake, type TakeRecorder } from './livelink/take/take-recorder.node.ts';
export { createLazyFaceNetwork, loadFaceNetwork } from './solver/face/network/load-face-network.node.ts';
export {
  createLazyLifter,
  type LoadLifterOptions,
  loadLifter,
} from './solver/lift/network/load-lifter.node.ts';
