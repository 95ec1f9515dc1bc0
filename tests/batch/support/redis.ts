/** A Redis server of its own on this machine, for as long as a test takes. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

export interface RedisServer {
  readonly url: string;
  stop(): void;
}

export async function startRedis(): Promise<RedisServer> {
  const data = mkdtempSync(join(tmpdir(), 'tegn-redis-'));
  const port = await freePort();
  const options = `--port ${port} --bind 127.0.0.1 --appendonly yes --maxmemory-policy noeviction --save`;
  const redis = spawn('redis-server', [...options.split(' '), '', '--dir', data], { stdio: 'ignore' });
  const answers = () =>
    spawnSync('redis-cli', ['-p', String(port), 'ping'], { encoding: 'utf8' }).stdout.trim() === 'PONG';
  while (!answers()) if (redis.exitCode !== null) throw new Error('redis-server ended at once.');
  return {
    url: `redis://127.0.0.1:${port}`,
    stop() {
      redis.kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
