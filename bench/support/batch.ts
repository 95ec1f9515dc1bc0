/** What bench/batch.mjs measures with: the corpus, and the work of a batch without the batch. */
export { createWorkshop, doTask } from '../../src/batch/work/do-task.node.ts';
export { folderStorage } from '../../src/batch/work/storage.node.ts';
export { createCorpus } from '../../tests/batch/support/corpus.ts';
