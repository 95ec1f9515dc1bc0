import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { pages } from '../../scripts/docs/pages.ts';

it.each(Object.entries(pages()))('%s says what the code says', (path, text) => {
  const written = readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
  expect(written).toBe(text);
});
