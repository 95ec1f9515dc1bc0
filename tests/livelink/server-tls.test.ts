/** TLS by certificate files. The certificate in fixtures/tls is self-signed, for localhost, and protects nothing. */
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { createClipSource } from '../../src/livelink/clip-source.ts';
import { closeServers, serve } from './support/serve.ts';
import { wavingClip } from './support/waving-clip.ts';

afterEach(closeServers);

const file = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');
const tls = { cert: file('localhost.crt'), key: file('localhost.key') };

test('with a certificate the stream is wss, for clients that trust it and no others', async () => {
  const { server, join } = await serve(createClipSource(wavingClip(5)), { tls });
  expect(server.url).toMatch(/^wss:/);
  const trusting = join([], { ca: tls.cert });
  await trusting.until(() => trusting.frames.length === 1);
  await expect(join().closed).rejects.toThrow('self-signed certificate');
});
