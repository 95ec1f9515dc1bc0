import { expect, it } from 'vitest';
import { safeFileName } from '../../src/cli/safe-file-name.ts';

it('keeps letters of every script', () => {
  expect(safeFileName("Grüße 手話's {x} & (1)")).toBe("Grüße 手話's {x} & (1)");
});

it('replaces what some file system refuses', () => {
  expect(safeFileName('a/b\\c:d*e?f"g<h>i|j\x00k\nl\x7fm')).toBe('a_b_c_d_e_f_g_h_i_j_k_l_m');
});

it('gives no name that Windows reads as a device or shortens', () => {
  expect(['CON', 'nul.x', 'com1', 'console', 'end. . '].map(safeFileName)).toEqual([
    '_CON',
    '_nul.x',
    '_com1',
    'console',
    'end',
  ]);
  expect(['', '.', '..'].map(safeFileName)).toEqual(['_', '_', '_']);
});

it('cuts at 200 bytes between letters', () => {
  expect(safeFileName('n'.repeat(300))).toBe('n'.repeat(200));
  expect(safeFileName(`a${'🤟'.repeat(100)}`)).toBe(`a${'🤟'.repeat(49)}`);
});
