/** `tegn view`: a clip, a folder of clips or a live stream in the browser. */
import type { Command } from 'commander';
import { makeClip } from '../../pipeline/make-clip.ts';
import { addClipFlags, type ClipFlags, clipOptions } from '../clip-flags.ts';
import { readConfig } from '../config.ts';
import { openBrowser } from '../open-browser.ts';
import { parsePort } from '../port-option.ts';
import { shownByViewer } from '../shown-by-viewer.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { findViewer, startViewerServer } from '../viewer-server.ts';

interface ViewFlags extends ClipFlags {
  readonly port: number;
  readonly host: string;
  readonly token?: string;
  readonly open?: boolean;
}

/** @param folder of the built viewer */
export function registerView(
  program: Command,
  make: typeof makeClip = makeClip,
  folder: () => string = findViewer,
): void {
  addClipFlags(
    program
      .command('view')
      .description('show a clip, a folder of clips or a live stream in the browser')
      .argument(
        '[what]',
        'a clip (glb, VRM, FBX), a landmark file, which is solved first, a folder of them, or the address of a live stream (ws://...). ' +
          'Without it: a page to drop files on',
      )
      .option('--port <number>', 'port to serve on; any free one when left out', parsePort, 0)
      .option(
        '--host <address>',
        'address to serve on; 0.0.0.0 lets other machines in, and then asks for --token',
        '127.0.0.1',
      )
      .option('--token <text>', 'what a browser must show. Default: TEGN_TOKEN, else nothing')
      .option('--open', 'open a browser. Default: on a terminal')
      .option('--no-open', 'print the address and open no browser')
      .addHelpText(
        'after',
        `
Examples:
  tegn view hello.pose               hello.mp4 beside it is shown in step
  tegn view clips/                   with the scores of tegn batch, where it wrote the folder
  tegn view ws://127.0.0.1:41520     what tegn stream sends`,
      ),
  ).action(async (what: string | undefined, flags: ViewFlags) => {
    const { port, host } = flags;
    const token = flags.token ?? process.env['TEGN_TOKEN'];
    const shown = await shownByViewer(what, clipOptions(flags, readConfig(process.cwd())), make);
    const server = await startViewerServer({ ...shown, folder: folder(), port, host, token });
    console.log(server.url);
    console.error('Ctrl-C stops.');
    if (flags.open ?? process.stdout.isTTY) openBrowser(server.url);
    await untilInterrupted();
    await server.close();
  });
}
