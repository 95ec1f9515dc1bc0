import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';
import { expect, it } from 'vitest';

/** One boxed number per frame is 16 bytes. */
const MOST_BYTES = 16;

/** What the engine makes of the same code differs a little from run to run. */
const TRIES = 3;

const FLAGS = ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64', '--input-type=module'];

it('allocates nothing per frame once it is warm', { timeout: 300_000 }, async () => {
  const { output } = (await build({
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'tests/support/live-allocation.ts', target: 'node20', write: false },
  })) as Rollup.RollupOutput;
  let bytes = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES && !(bytes < MOST_BYTES); attempt++) {
    const run = spawnSync(process.execPath, FLAGS, { input: output[0].code, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    bytes = Number(run.stdout);
  }
  expect(bytes).toBeGreaterThan(-MOST_BYTES);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
