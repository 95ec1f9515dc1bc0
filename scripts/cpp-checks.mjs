// The C++ half of npm run check: the Unreal plugin's engine-free core with two compilers, its tests under sanitisers, a fuzzer,
// a client on libwebsockets against the real server, and the Unreal modules' syntax against a stub of the engine.
// About 60 s of processor time on two cores; needs dist/.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { installPrograms, root, run } from './support.mjs';

const build = `${root}out/cpp`;
const tests = 'tests/unreal-plugin/core';
const stub = `${root}tests/unreal-plugin/engine-stub`;
const plugin = `${root}unreal-plugin/TegnLiveLink/Source`;

/** Engine versions whose documented API the modules are compiled against: 5.3 to 5.8. */
const ENGINE_MINORS = [3, 4, 5, 6, 7, 8];
/** Seconds for the server to have its clip ready: reading and solving a short sample takes two. */
const SERVER_START = 60;

/** Runs all of it; resolves to how many tests passed and failed. A step that cannot run counts as one failure. */
export async function checkCpp({ long }) {
  const counts = { passed: 0, failed: 0 };
  const count = (name, succeeded) => {
    counts[succeeded ? 'passed' : 'failed']++;
    if (!succeeded) console.log(`== ${name} FAILED`);
    return succeeded;
  };
  install();

  console.log('\n== C++ core: g++, tests under the address and undefined-behaviour sanitisers');
  if (compile('gcc', ['-DCMAKE_CXX_COMPILER=g++', '-DTEGN_SANITIZE=ON', '-DTEGN_CONFORMANCE=ON'])) {
    countTests(counts);
    await checkConformance(count);
  } else {
    count('build with g++', false);
  }

  console.log('\n== C++ core: clang, C++20 and merged into one file as Unreal does it, and the fuzzer');
  const clang = [
    '-DCMAKE_CXX_COMPILER=clang++',
    '-DTEGN_SANITIZE=ON',
    '-DTEGN_FUZZ=ON',
    '-DTEGN_UNITY=ON',
    '-DCMAKE_CXX_STANDARD=20',
  ];
  if (count('build with clang', compile('clang', clang))) {
    count(
      'tests built with clang',
      run(`${build}/clang/core_tests`, [], { stdio: ['ignore', 'ignore', 'inherit'] }),
    );
    count('fuzzer', fuzz(long));
  }

  console.log('\n== Unreal modules: syntax against the stub of the documented API');
  for (const minor of ENGINE_MINORS) count(`Unreal modules for 5.${minor}`, checkSyntax(minor));
  return counts;
}

function install() {
  installPrograms({
    cmake: ['cmake'],
    ninja: ['ninja-build'],
    'g++': ['g++'],
    // the sanitisers' and the fuzzer's libraries come apart from the compiler
    'clang++': ['clang', 'libclang-rt-dev'],
  });
  const header = spawnSync('g++', ['-xc++', '-fsyntax-only', '-include', 'libwebsockets.h', '/dev/null']);
  // a library is not on PATH: a name that never is makes its package wanted
  if (header.status !== 0) installPrograms({ 'libwebsockets.h': ['libwebsockets-dev'] });
}

function compile(name, options) {
  const folder = `${build}/${name}`;
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
  return run('cmake', ['-S', tests, '-B', folder, '-G', 'Ninja', ...options], quiet) && buildQuietly(folder);
}

/** Ninja tells compilers' errors on stdout, between lines of progress. */
function buildQuietly(folder) {
  const { status, stdout, stderr } = spawnSync('ninja', ['-C', folder], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) console.log(`${stdout}${stderr}`);
  return status === 0;
}

function countTests(counts) {
  const { stdout, stderr } = spawnSync(`${build}/gcc/core_tests`, [], { encoding: 'utf8' });
  console.log(`${stdout}${stderr}`.trim());
  const line = /(\d+) passed, (\d+) failed\s*$/.exec(stdout);
  counts.passed += Number(line?.[1] ?? 0);
  counts.failed += Number(line?.[2] ?? 1);
}

/** A MetaHuman with rotations of 48 bits; a mannequin, whose curves keep their names in the exporter's file, with float32. */
async function checkConformance(count) {
  for (const [target, compact] of [
    ['metahuman', '1'],
    ['manny', '0'],
  ]) {
    console.log(
      `\n== conformance client on libwebsockets, ${target}, ${compact === '1' ? 'compact' : 'float32'}`,
    );
    count(`conformance, ${target}`, await conformance(target, compact));
  }
}

async function conformance(target, compact) {
  const clip = `${build}/${target}.unreal.json`;
  const sample = ['samples/open-and-turn.pose', '--target', target];
  if (!existsSync(`${root}dist/cli.js`)) return false;
  rmSync(clip, { force: true });
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
  if (!run('node', ['dist/cli.js', 'export', ...sample, '-o', clip], quiet)) return false;
  const server = spawn('node', ['dist/cli.js', 'stream', ...sample, '--loop', '--port', '0'], { cwd: root });
  try {
    const port = await portOf(server);
    return port !== null && run(`${build}/gcc/conformance`, [port, clip, compact, '60']);
  } finally {
    server.kill('SIGINT');
  }
}

/** The port in the address that the server prints first, or null when it ends or takes too long. */
function portOf(server) {
  return new Promise((resolve) => {
    let output = '';
    const timer = setTimeout(() => resolve(null), SERVER_START * 1000);
    const done = (port) => {
      clearTimeout(timer);
      resolve(port);
    };
    server.stdout.on('data', (text) => {
      output += text;
      const port = /ws:\/\/[^\s:]+:(\d+)/.exec(output)?.[1];
      if (port !== undefined) done(port);
    });
    server.on('exit', () => done(null));
  });
}

/** Seeded, from the protocol's fixtures; the long run is the 10^6 messages and more that the server has to stand as well. */
function fuzz(long) {
  rmSync(`${build}/seeds`, { recursive: true, force: true });
  if (!run('python3', ['-B', `${tests}/fuzz/make-seeds.py`, 'tests/fixtures/protocol', `${build}/seeds`]))
    return false;
  const limits = long ? ['-runs=3000000'] : ['-runs=30000', '-max_total_time=20'];
  const { status, stderr } = spawnSync(
    `${build}/clang/fuzz_receiver`,
    [
      '-seed=20261121',
      '-max_len=8192',
      '-timeout=10',
      ...limits,
      `-artifact_prefix=${build}/`,
      `${build}/seeds`,
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  console.log(status === 0 ? stderr.trim().split('\n').at(-1) : stderr);
  return status === 0;
}

/** All files of the modules in one, and once each by itself, which shows a forgotten include. */
function checkSyntax(minor) {
  mkdirSync(build, { recursive: true });
  const modules = [`${plugin}/TegnLiveLink/Private`, `${plugin}/TegnCore/Private`];
  const files = modules.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.cpp') && (folder === modules[0] || name === 'TegnCoreModule.cpp'))
      .map((name) => `${folder}/${name}`),
  );
  const merged = `${build}/merged-5.${minor}.cpp`;
  writeFileSync(merged, files.map((file) => `#include "${file}"\n`).join(''));
  const alone = minor === ENGINE_MINORS[0] ? files : [];
  return [merged, ...alone].every((file) => syntaxIsRight(file, minor));
}

function syntaxIsRight(file, minor) {
  return run('clang++', [
    ...['-std=c++20', '-fsyntax-only', '-fno-exceptions', '-fno-rtti'],
    ...[
      '-Wall',
      '-Wextra',
      '-Werror',
      '-Wshadow',
      '-Wundef',
      '-Woverloaded-virtual',
      '-Wno-unused-parameter',
    ],
    ...['-DENGINE_MAJOR_VERSION=5', `-DENGINE_MINOR_VERSION=${minor}`],
    ...['-isystem', `${stub}/generated`, `-I${stub}`],
    ...['TegnLiveLink/Public', 'TegnLiveLink/Private', 'TegnCore/Public'].map(
      (folder) => `-I${plugin}/${folder}`,
    ),
    file,
  ]);
}
