/** One file as the answer to a GET or HEAD: whole or the range that was asked for, streamed from the disk. */
import { open } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

export interface ByteRange {
  readonly start: number;
  /** Included. */
  readonly end: number;
}

/** @param headers go with the answer, beside those of length and range */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  headers: OutgoingHttpHeaders,
): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const range = request.headers['if-range'] === undefined ? rangeOf(request.headers.range, size) : null;
    if (range === 'unsatisfiable') {
      response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}`, 'Content-Length': 0 });
      response.end();
      return;
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    response.writeHead(range ? 206 : 200, {
      ...headers,
      'Accept-Ranges': 'bytes',
      'Content-Length': end - start + 1,
      ...(range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    });
    if (request.method === 'HEAD' || end < start) response.end();
    else await pipeline(file.createReadStream({ start, end, autoClose: false }), response);
  } finally {
    await file.close();
  }
}

/**
 * The bytes that a Range header asks for; null where the whole file answers it: without the header, for other units and for several
 * ranges at once (RFC 9110, 14.2 leaves that to the server).
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || (from === '' && to === '')) return null;
  if (from === '') {
    const last = Math.min(size, Number(to));
    return last > 0 ? { start: size - last, end: size - 1 } : 'unsatisfiable';
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(size - 1, Number(to));
  if (to !== '' && Number(to) < start) return null;
  return start < size ? { start, end } : 'unsatisfiable';
}
