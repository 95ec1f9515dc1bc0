/** `tegn doctor`: whether this installation can do its work, and how to mend what cannot. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { EXPORTERS } from '../../export/exporters.ts';
import { LIVE_PORT } from '../../livelink/protocol/protocol.ts';
import { makeClip } from '../../pipeline/make-clip.ts';
import { TEGN_VERSION } from '../../version.ts';
import { readInput } from '../read-input.ts';
import { describeError, EXIT } from '../report.ts';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check this installation: Node, viewer, ports, and a sample solved and exported in memory')
    .option('--json', 'print the findings as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = [checkNode(), checkViewer(), await checkPort(LIVE_PORT), ...(await checkSample())];
      if (json) console.log(JSON.stringify({ version: TEGN_VERSION, findings }, null, 2));
      else
        for (const { check, ok, detail } of findings)
          console.log(`${ok ? 'ok  ' : 'FAIL'} ${check}: ${detail}`);
      process.exitCode = findings.every(({ ok }) => ok) ? EXIT.done : EXIT.failed;
    });
}

function checkNode(): Finding {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const ok = (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major > 22;
  return {
    check: 'node',
    ok,
    detail: ok ? process.version : `${process.version}; expected 20.19 or newer, or 22.14 or newer`,
  };
}

function checkViewer(): Finding {
  const page = fileURLToPath(new URL('viewer/index.html', import.meta.url));
  const ok = existsSync(page);
  return { check: 'viewer', ok, detail: ok ? 'built' : 'not built; run npm run build' };
}

async function checkPort(port: number): Promise<Finding> {
  const error = await new Promise<Error | null>((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(null)));
  });
  const detail = error ? `port ${port} is taken (${error.message}); use --port` : `port ${port} is free`;
  return { check: 'stream', ok: error === null, detail };
}

async function checkSample(): Promise<Finding[]> {
  const path = fileURLToPath(new URL(`../samples/${SAMPLE}`, import.meta.url));
  try {
    const start = performance.now();
    const { clip, rig, metadata } = await makeClip(await readInput(path), SAMPLE);
    const rate = (clip.frameCount / (performance.now() - start)) * 1000;
    const solved = {
      check: 'solve',
      ok: true,
      detail: `${SAMPLE}, ${clip.frameCount} frames, ${rate.toFixed(0)} frames/s`,
    };
    const sizes = await Promise.all(
      EXPORTERS.map(async (exporter) => {
        const files = await exporter.exportClip({ clip, rig, metadata }, 'sample');
        return `${exporter.extension} ${files.reduce((sum, { bytes }) => sum + bytes.length, 0)} bytes`;
      }),
    );
    return [solved, { check: 'export', ok: true, detail: sizes.join(', ') }];
  } catch (error) {
    return [
      { check: 'solve', ok: false, detail: `${describeError(error).code}: ${(error as Error).message}` },
    ];
  }
}

const SAMPLE = 'chin-forward.pose';
