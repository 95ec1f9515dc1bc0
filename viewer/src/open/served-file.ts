/** A file beside the page, or on another server that lets this page read it. */

import type { SourceFile } from './source-file.ts';
import { openTexts } from './texts.ts';

/** @param address relative to the page, or with its server */
export const servedFile = (address: string): SourceFile => ({
  name: decodeURIComponent(address.split(/[?#]/)[0].replace(/^(clip|files)\//, '')),
  url: address,
  bytes: (signal) => fetchBytes(address, signal),
});

async function fetchBytes(address: string, signal: AbortSignal): Promise<Uint8Array> {
  const texts = openTexts.now();
  let response: Response;
  try {
    response = await fetch(address, { signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new Error(texts.unreachable(address), { cause });
  }
  if (response.status === 404) throw new Error(texts.absent(address));
  if (!response.ok) throw new Error(texts.refused(address, response.status));
  return new Uint8Array(await response.arrayBuffer());
}
