/** `tegn view`: a clip in the browser. */
import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import { exporterFor } from '../../export/exporters.ts';
import { type ClipOptions, makeClip } from '../../pipeline/make-clip.ts';
import { addClipFlags, type ClipFlags, clipOptions } from '../clip-flags.ts';
import { readConfig } from '../config.ts';
import { openBrowser } from '../open-browser.ts';
import { parsePort } from '../port-option.ts';
import { isGlb, readInput } from '../read-input.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { findViewer, startViewerServer } from '../viewer-server.ts';

interface ViewFlags extends ClipFlags {
  readonly port: number;
  readonly open?: boolean;
}

export function registerView(program: Command, make: typeof makeClip = makeClip): void {
  addClipFlags(
    program
      .command('view')
      .description('show a clip in the browser')
      .argument('<file>', 'a glb clip, or a landmark file, which is solved first')
      .option('--port <number>', 'port to serve on; any free one when left out', parsePort, 0)
      .option('--open', 'open a browser. Default: on a terminal')
      .option('--no-open', 'print the address and open no browser'),
  ).action(async (file: string, flags: ViewFlags) => {
    const folder = findViewer();
    const { clip, clipName } = await glbOf(file, clipOptions(flags, readConfig(process.cwd())), make);
    const server = await startViewerServer({ folder, clip, clipName, port: flags.port });
    console.log(server.url);
    console.error('Ctrl-C stops.');
    if (flags.open ?? process.stdout.isTTY) openBrowser(server.url);
    await untilInterrupted();
    await server.close();
  });
}

/** A glb as it is; anything else solved, with its issues where the page shows them. */
async function glbOf(
  file: string,
  options: ClipOptions,
  make: typeof makeClip,
): Promise<{ clip: Uint8Array; clipName: string }> {
  const bytes = await readInput(file);
  const stem = basename(file, extname(file));
  if (isGlb(bytes)) return { clip: bytes, clipName: `${stem}.glb` };
  const { clip, rig, metadata, issues } = await make(bytes, basename(file), options);
  const shown = { ...metadata, quality: { ...metadata.quality, issues } };
  const [glb] = await exporterFor('glb').exportClip({ clip, rig, metadata: shown }, stem);
  return { clip: glb.bytes, clipName: glb.name };
}
