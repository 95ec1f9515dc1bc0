/** `tegn stream`: clips, a folder or a tracker as a live stream, for Unreal, the viewer and anything else that speaks docs/protocol.md. */
import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { exporterFor, formatOfPath } from '../../export/exporters.ts';
import { TegnError } from '../../issues/issues.ts';
import { BRIDGES } from '../../livelink/bridges/bridges.ts';
import { startUdpBridge } from '../../livelink/bridges/udp-bridge.node.ts';
import type { FrameSink, FrameSource } from '../../livelink/frame-source.ts';
import type { LandmarkIngest } from '../../livelink/landmark-ingest.ts';
import { LIVE_SUBJECT } from '../../livelink/protocol/protocol.ts';
import type { LiveServerOptions } from '../../livelink/server/options.ts';
import { type LiveServer, startLiveServer } from '../../livelink/server.node.ts';
import { startTake } from '../../livelink/take/take-recorder.node.ts';
import { withSinks } from '../../livelink/with-sinks.ts';
import { createLandmarkSource } from '../../pipeline/landmark-source.ts';
import { type ClipOptions, makeClip } from '../../pipeline/make-clip.ts';
import { createRetargetSink } from '../../pipeline/retarget-sink.ts';
import type { Rig } from '../../skeleton/rig.ts';
import { targetNamed } from '../../skeleton/targets.ts';
import { framesPerSecond } from '../../space/timing.ts';
import { TEGN_VERSION } from '../../version.ts';
import { addClipFlags, type ClipFlags, clipOptions } from '../clip-flags.ts';
import { readConfig } from '../config.ts';
import { readNamedText } from '../read-input.ts';
import { printError, printIssues, showProgress } from '../report.ts';
import {
  addServeFlags,
  type BridgeFlag,
  parseBridge,
  parsePlayRate,
  type ServeFlags,
} from '../stream-flags.ts';
import { createClipLoader, playFiles, playFolder } from '../stream-sources.ts';
import { startTrackerPage } from '../tracker-page.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { takePathOf, writeTake } from '../write-take.ts';

interface StreamFlags extends ClipFlags, ServeFlags {
  readonly landmarks?: boolean;
  readonly trackerPage?: string;
  readonly loop: boolean;
  readonly once: boolean;
  readonly rate?: number;
  readonly subject: string;
  readonly faceSubject: boolean;
  readonly bridge?: BridgeFlag[];
  readonly record?: string;
}

/** What is streamed, on which skeleton, and how to let go of it. */
interface Programme {
  readonly source: FrameSource;
  readonly rig: Rig;
  readonly landmarks?: LandmarkIngest;
  readonly stop?: () => void;
}

export function registerStream(program: Command, make: typeof makeClip = makeClip): void {
  const command = program
    .command('stream')
    .description('stream clips or a tracker live, from the moment the first client connects')
    .argument(
      '[files...]',
      'landmark files or takes, played one after another, or a folder that is being filled',
    )
    .option('--landmarks', 'take the landmarks of a tracker that connects, instead of files')
    .option(
      '--tracker-page <folder>',
      'with --landmarks: a page that tracks the camera with MediaPipe, whose web files and model lie in the folder',
    )
    .option('--loop', 'start over at the end; otherwise the last pose stays', false)
    .addOption(new Option('--once', 'stop after the last frame').default(false).conflicts('loop'))
    .option('--rate <factor>', 'speed, 1 = as recorded', parsePlayRate)
    .option('--subject <name>', 'name of the body in Unreal; the face is NAME_face', LIVE_SUBJECT)
    .option('--no-face-subject', 'leave the face out')
    .option(
      '--bridge <protocol[:host[:port]]>',
      `send to others as well, over UDP: ${Object.keys(BRIDGES).join(', ')}. Can be given several times`,
      parseBridge,
    )
    .option(
      '--record <file>',
      'keep what is streamed: a clip file, written at the end, or a .take, which is readable at any moment',
    );
  addServeFlags(addClipFlags(command)).action(async (files: string[], flags: StreamFlags) => {
    const config = readConfig(process.cwd());
    const options = clipOptions(flags, config);
    const programme = flags.landmarks
      ? trackerProgramme(files, options, flags)
      : await fileProgramme(files, options, flags, make);
    const { source, rig, landmarks } = programme;
    const bridges = (flags.bridge ?? []).map((bridge) => startBridge(bridge, source, rig));
    const recorder = flags.record === undefined ? null : await record(flags.record, source, rig);
    const sinks = [...bridges.map(({ sink }) => sink), ...(recorder ? [recorder.sink] : [])];
    const server = await startLiveServer([withSinks(source, sinks)], {
      ...serverOptions(flags, config.port),
      startAtOnce: bridges.length > 0 || landmarks !== undefined,
      ...(landmarks && { landmarks }),
      onClients(count) {
        showProgress('');
        console.error(`${count} ${count === 1 ? 'client' : 'clients'}`);
      },
    });
    console.log(server.url);
    const page =
      flags.trackerPage === undefined ? null : await startTrackerPage(rig, flags.trackerPage, server.url);
    if (page) console.error(`Camera page: ${page.url}`);
    console.error('Ctrl-C stops.');
    const status = setInterval(() => showProgress(statusLine(server)), 1000);
    await Promise.race(flags.once ? [untilInterrupted(), server.ended] : [untilInterrupted()]);
    clearInterval(status);
    showProgress('');
    programme.stop?.();
    await page?.close();
    await server.close();
    for (const { close } of bridges) await close();
    await recorder?.finish();
  });
}

function trackerProgramme(files: readonly string[], options: ClipOptions, flags: StreamFlags): Programme {
  if (files.length > 0) throw new TegnError('E_OPTION', 'Expected either files or --landmarks, found both.');
  const rig = options.rig ?? targetNamed(options.target ?? 'metahuman').rig();
  const source = createLandmarkSource({
    rig,
    subjectName: flags.subject,
    ...(options.clamp && { clamp: options.clamp }),
    ...(options.smoothing && { smoothing: options.smoothing }),
    ...(options.lifter && { lifter: options.lifter }),
    ...(options.actor && { proportions: options.actor.proportions }),
    rootMotion: options.rootMotion ?? false,
    onLifterFailed: (error) => printError(error),
  });
  return { source, rig, landmarks: source };
}

async function fileProgramme(
  files: readonly string[],
  options: ClipOptions,
  flags: StreamFlags,
  make: typeof makeClip,
): Promise<Programme> {
  if (flags.trackerPage !== undefined)
    throw new TegnError('E_OPTION', 'Expected --landmarks beside --tracker-page.');
  if (files.length === 0)
    throw new TegnError('E_OPTION', 'Expected a file or a folder to stream, or --landmarks.');
  const load = createClipLoader(make, options, printIssues);
  const player = {
    loop: flags.loop,
    subjectName: flags.subject,
    ...(flags.rate && { rate: flags.rate }),
    // whoever asks for one run wants all of it
    ...(flags.once && { maxLateness: Number.POSITIVE_INFINITY }),
  };
  const isFolder = files.length === 1 && statSync(files[0], { throwIfNoEntry: false })?.isDirectory();
  if (isFolder) {
    console.error(`Playing what is put into ${files[0]}.`);
    const { player: source, rig, stop } = await playFolder(files[0], load, player, printError);
    return { source, rig, stop };
  }
  const { player: source, rig } = await playFiles(files, load, player, printError);
  return { source, rig };
}

function startBridge({ name, ...to }: BridgeFlag, source: FrameSource, rig: Rig) {
  const bridge = BRIDGES[name]();
  const target =
    bridge.target === null || bridge.target === rig.name ? rig : targetNamed(bridge.target).rig();
  const udp = startUdpBridge(bridge, { ...source.subject, skeleton: target.skeleton }, to);
  const fps = framesPerSecond(source.subject.rate);
  return { sink: target === rig ? udp : createRetargetSink(rig, target, fps, udp), close: udp.close };
}

async function record(output: string, source: FrameSource, rig: Rig) {
  const path = takePathOf(output);
  if (path !== output) {
    exporterFor(formatOfPath(output));
    if (existsSync(output)) throw new TegnError('E_OUTPUT_EXISTS', `${output} exists.`, { path: output });
  }
  const name = basename(path).replace(/\.take$/, '');
  const take = await startTake(path, { name, target: rig.name, tegnVersion: TEGN_VERSION }, source.subject);
  return {
    sink: take as FrameSink,
    async finish(): Promise<void> {
      await take.close();
      if (take.frames === 0 || path === output) {
        console.error(`${path}  ${take.frames} frames`);
        return;
      }
      const { paths, issues } = await writeTake(path, [output], { rig, force: false });
      printIssues(issues);
      for (const written of paths) console.error(`${written}  ${take.frames} frames`);
      await rm(path);
    },
  };
}

function serverOptions(flags: StreamFlags, configPort: number | undefined): LiveServerOptions {
  const { tlsCert, tlsKey, origin } = flags;
  const port = flags.port ?? configPort;
  const token = flags.token ?? process.env['TEGN_TOKEN'];
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw new TegnError('E_OPTION', 'Expected --tls-cert and --tls-key together.');
  }
  return {
    host: flags.host,
    face: flags.faceSubject,
    maxClients: flags.maxClients,
    ...(port !== undefined && { port }),
    ...(token && { token }),
    ...(origin && { origins: origin.filter((one) => one !== 'none') }),
    ...(tlsCert && tlsKey && { tls: { cert: readNamedText(tlsCert), key: readNamedText(tlsKey) } }),
  };
}

function statusLine(server: LiveServer): string {
  const { clients, dropped, framesPerSecond: fps, latencyMillis } = server.stats();
  const { p50, p99 } = latencyMillis;
  return `${clients} ${clients === 1 ? 'client' : 'clients'}, ${fps.toFixed(1)} fps, latency ${p50.toFixed(2)} ms (99 %: ${p99.toFixed(2)}), ${dropped} dropped`;
}
