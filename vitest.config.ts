import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // two cores are what a check may count on
    maxWorkers: 2,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // what is waited for on a page takes its time on a machine that does something else besides
    expect: { poll: { timeout: 20_000 } },
  },
});
