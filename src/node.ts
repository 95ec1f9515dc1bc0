/** The public entry for Node: everything of index.ts, plus files and sockets. */
export { type BatchEntry, type BatchOptions, runBatch } from './batch/run-batch.node.ts';
export { writeFileWhole } from './export/write-files.node.ts';
export * from './index.ts';
export {
  createLazyLifter,
  type LoadLifterOptions,
  loadLifter,
} from './solver/lift/network/load-lifter.node.ts';
