/** The HTTP side of a live server: a listening socket with or without TLS, and how an upgrade is refused. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { TegnError } from '../../issues/issues.ts';

/** Milliseconds that a connection may take over its HTTP headers. */
const HEADERS_TIMEOUT_MILLIS = 10_000;

export function refuseUpgrade(stream: Duplex, status: 401 | 403 | 503, reason: string): void {
  const names = { 401: 'Unauthorized', 403: 'Forbidden', 503: 'Service Unavailable' };
  stream.end(
    `HTTP/1.1 ${status} ${names[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(reason)}\r\n\r\n${reason}`,
  );
}

interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Throws E_PORT when the address cannot be listened on. */
export function listen({ host, port, tls }: ListenOptions): Promise<Server> {
  const answer = (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(426, { 'content-type': 'text/plain; charset=utf-8', upgrade: 'websocket' });
    response.end('This is a live stream of tegn: connect to it as a WebSocket.\n');
  };
  const timeouts = {
    headersTimeout: HEADERS_TIMEOUT_MILLIS,
    connectionsCheckingInterval: HEADERS_TIMEOUT_MILLIS / 2,
  };
  const server: Server = tls
    ? createSecureServer({ ...timeouts, ...tls }, answer)
    : createServer(timeouts, answer);
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'another program is listening there' : cause.message;
      const message = `Expected to listen on ${host}, port ${port}, but ${reason}. Choose another with --port.`;
      reject(new TegnError('E_PORT', message, { found: port }, cause));
    });
    server.listen(port, host, () => resolve(server));
  });
}
