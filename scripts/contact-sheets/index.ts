/** What scripts/contact-sheets.mjs loads. */
export { createNetworkLifter } from '../../src/index.ts';
export { createSheet, type SheetOptions } from './create-sheet.ts';
export { openSheetRenderer, type SheetRenderer } from './open-sheet-renderer.ts';
