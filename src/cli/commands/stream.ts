/** `tegn stream`: a clip as a live stream, for Unreal, the viewer and anything else that speaks docs/protocol.md. */
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { TegnError } from '../../issues/issues.ts';
import { createClipSource } from '../../livelink/clip-source.ts';
import { LIVE_SERVER_DEFAULTS, startLiveServer } from '../../livelink/server.node.ts';
import { makeClip } from '../../pipeline/make-clip.ts';
import { addClipFlags, type ClipFlags, clipOptions } from '../clip-flags.ts';
import { readConfig } from '../config.ts';
import { parsePort } from '../port-option.ts';
import { isGlb, readInput } from '../read-input.ts';
import { printIssues } from '../report.ts';
import { untilInterrupted } from '../until-interrupted.ts';

interface StreamFlags extends ClipFlags {
  readonly port?: number;
  readonly host: string;
  readonly loop: boolean;
  readonly once: boolean;
}

export function registerStream(program: Command, make: typeof makeClip = makeClip): void {
  const defaults = LIVE_SERVER_DEFAULTS;
  addClipFlags(
    program
      .command('stream')
      .description('stream a clip live, from the moment the first client connects')
      .argument('<file>', 'a landmark file')
      .option('--port <number>', `port to listen on. Default: ${defaults.port}`, parsePort)
      .option(
        '--host <address>',
        'address to listen on; 0.0.0.0 lets other machines in, without a password',
        defaults.host,
      )
      .option('--loop', 'start over at the end; otherwise the last pose stays', false)
      .addOption(new Option('--once', 'stop after the last frame').default(false).conflicts('loop')),
  ).action(async (file: string, flags: StreamFlags) => {
    const bytes = await readInput(file);
    if (isGlb(bytes)) {
      const message = `Expected a landmark file, found a glb clip in ${file}. Stream the file that it was made from.`;
      throw new TegnError('E_KIND_UNKNOWN', message, { path: file });
    }
    const config = readConfig(process.cwd());
    const { clip, issues } = await make(bytes, basename(file), clipOptions(flags, config));
    printIssues(issues);
    const server = await startLiveServer([createClipSource(clip, { loop: flags.loop })], {
      host: flags.host,
      port: flags.port ?? config.port ?? defaults.port,
      onClients: (count) => console.error(`${count} ${count === 1 ? 'client' : 'clients'}`),
    });
    console.log(server.url);
    console.error('Ctrl-C stops.');
    await Promise.race(flags.once ? [untilInterrupted(), server.ended] : [untilInterrupted()]);
    await server.close();
  });
}
