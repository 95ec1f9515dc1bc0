// What demo and check share: installing what is missing, running a step.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the project's root with its output shown; true when it succeeded. */
export function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  return status === 0;
}

/** Same, and the whole script ends when it fails. */
export function must(command, args, options) {
  if (!run(command, args, options)) {
    console.error(`failed: ${command} ${args.join(' ')}`);
    process.exit(1);
  }
}

/** Same as must, with the output shown only when it fails. */
export function mustQuietly(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}failed: ${command} ${args.join(' ')}`);
  process.exit(1);
}

/** Path of a program on PATH, or null. */
export function which(program) {
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** Installs the npm packages of the lock file unless they are there already. */
export function installPackages() {
  const installed = `${root}node_modules/.package-lock.json`;
  const lock = `${root}package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  must('npm', ['ci', '--no-audit', '--no-fund']);
}

/** Installs Debian packages for programs that are missing, where that is allowed; returns the programs still missing. */
export function installPrograms(wanted) {
  const missing = Object.entries(wanted).filter(([program]) => which(program) === null);
  if (missing.length > 0 && process.getuid?.() === 0 && which('apt-get') !== null) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const packages = [...new Set(missing.flatMap(([, names]) => names))];
    run('apt-get', ['update', '-qq'], { env });
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  }
  return missing.map(([program]) => program).filter((program) => which(program) === null);
}
