// npm run check: installs what the tests need, lints, type-checks, builds and runs every test. The last line counts them.
// npm run check:long (--long): the same tests with far more fuzzing, seeds and kills, and an archive of 9,000 clips through the batch, twice;
// takes hours. npm run check:long -- --clips 60 makes the archive smaller.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkCpp } from './cpp-checks.mjs';
import { installPackages, installPrograms, root, run, which } from './support.mjs';

const { values } = parseArgs({
  options: { long: { type: 'boolean', default: false }, clips: { type: 'string', default: '9000' } },
});
const { long, clips } = values;
const results = `${root}out/check/vitest.json`;
let passed = 0;
let failed = 0;

function step(name, command, args, options) {
  console.log(`\n== ${name}`);
  if (run(command, args, options)) {
    passed++;
    return true;
  }
  failed++;
  console.log(`== ${name} FAILED`);
  return false;
}

installPackages();
const missing = installPrograms({
  chromium: ['chromium'],
  python3: ['python3'],
  'redis-server': ['redis-server'],
});
if (missing.length > 0) console.log(`missing: ${missing.join(', ')}; the tests that need them will fail`);

const npx = (...args) => ['npx', ['--no-install', ...args]];
step('lint', ...npx('biome', 'check', '.'));
step('types', ...npx('tsc', '--noEmit'));
step('types of the viewer', ...npx('tsc', '--noEmit', '-p', 'viewer'));
step('build', 'npm', ['run', '--silent', 'build']);

console.log('\n== tests');
rmSync(results, { force: true });
mkdirSync(`${root}out/check`, { recursive: true });
const env = {
  ...process.env,
  ...(long ? { TEGN_FUZZ_RUNS: '1000000', TEGN_CHAOS_CLIPS: '500', TEGN_CHAOS_KILLS: '20' } : {}),
};
const timeout = long ? ['--testTimeout=36000000'] : [];
run(
  ...npx(
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...timeout,
  ),
  { env },
);
try {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(results, 'utf8'));
  passed += numPassedTests;
  // a file that does not even load has no tests to count
  failed +=
    numFailedTests +
    testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
} catch (error) {
  console.log(`no test results: ${error.message}`);
  failed++;
}

console.log('\n== tests of the editor scripts for Unreal');
countPython('tests/unreal-plugin');

const cpp = await checkCpp({ long });
passed += cpp.passed;
failed += cpp.failed;

if (long) {
  // last and alone: what is timed wants the machine to itself
  step(`${clips} clips`, 'node', ['bench/batch.mjs', '--clips', clips]);
  step(`${clips} clips without depth`, 'node', ['bench/batch.mjs', '--clips', clips, '--flat']);
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs Python's own unittest over a folder and adds its counts; a folder that does not load counts as a failure. */
function countPython(folder) {
  if (which('python3') === null) {
    failed++;
    return;
  }
  const { stdout, stderr } = spawnSync('python3', ['-B', '-m', 'unittest', 'discover', '-s', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  const output = `${stdout}${stderr}`;
  console.log(output.trim());
  const total = Number(/^Ran (\d+) tests? in/m.exec(output)?.[1] ?? 0);
  const counts = /^FAILED \((.*)\)/m.exec(output)?.[1] ?? '';
  const bad = [...counts.matchAll(/(?:failures|errors)=(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
  passed += Math.max(0, total - bad);
  failed += total === 0 ? 1 : bad;
}
