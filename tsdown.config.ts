import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    node: 'src/node.ts',
    cli: 'src/cli/main.ts',
    // the program of a batch's threads, which start from a file
    'batch-worker': 'src/batch/work/thread-worker.node.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  dts: true,
  fixedExtension: false,
  clean: ['dist/*.js', 'dist/*.d.ts', 'dist/*.map'],
  sourcemap: true,
});
