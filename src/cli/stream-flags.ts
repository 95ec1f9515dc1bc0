/** Flags of `tegn stream` that say who may listen, where else frames go and what is kept. */
import { type Command, InvalidArgumentError } from 'commander';
import { BRIDGES, type BridgeName } from '../livelink/bridges/bridges.ts';
import { PLAY_RATES } from '../livelink/protocol/requests.ts';
import { LIVE_SERVER_DEFAULTS } from '../livelink/server/options.ts';
import { parsePort } from './port-option.ts';

export interface BridgeFlag {
  readonly name: BridgeName;
  readonly host?: string;
  readonly port?: number;
}

export interface ServeFlags {
  readonly port?: number;
  readonly host: string;
  readonly token?: string;
  readonly origin?: string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly maxClients: number;
}

export function addServeFlags(command: Command): Command {
  const { port, host, maxClients } = LIVE_SERVER_DEFAULTS;
  return command
    .option('--port <number>', `port to listen on. Default: ${port}`, parsePort)
    .option(
      '--host <address>',
      'address to listen on; 0.0.0.0 lets other machines in, and then asks for --token and --origin',
      host,
    )
    .option('--token <text>', 'what clients must show. Default: TEGN_TOKEN, else nothing')
    .option(
      '--origin <origins...>',
      'web pages that may connect, such as https://studio.example; none for no page. Default: pages of this machine',
    )
    .option('--tls-cert <file>', 'certificate (PEM): the stream is wss then')
    .option('--tls-key <file>', 'key of the certificate (PEM)')
    .option('--max-clients <number>', 'clients at a time', parseCount, maxClients);
}

/** livelinkface, vmc:192.168.0.7 or jsonlivelink:127.0.0.1:54321 */
export function parseBridge(text: string, before: readonly BridgeFlag[] = []): BridgeFlag[] {
  const [, name = '', host, port] = /^([a-z]+)(?::([^:]+|\[[^\]]+\])(?::(\d+))?)?$/.exec(text) ?? [];
  if (!(name in BRIDGES)) {
    throw new InvalidArgumentError(
      `Expected ${Object.keys(BRIDGES).join(', ')}, perhaps with :host or :host:port, found "${text}".`,
    );
  }
  return [
    ...before,
    {
      name: name as BridgeName,
      ...(host && { host: host.replace(/^\[|\]$/g, '') }),
      ...(port && { port: parsePort(port) }),
    },
  ];
}

export function parsePlayRate(text: string): number {
  const rate = Number(text);
  if (!(rate >= PLAY_RATES.least && rate <= PLAY_RATES.most)) {
    throw new InvalidArgumentError(`Expected a number from ${PLAY_RATES.least} to ${PLAY_RATES.most}.`);
  }
  return rate;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!(Number.isInteger(count) && count > 0))
    throw new InvalidArgumentError('Expected a whole number above 0.');
  return count;
}
