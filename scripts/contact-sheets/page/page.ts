/** window.drawSheet: lays a sheet out in the page. Columns are frames; a row above shows the input, the row below it the avatar. */
import { HAND_SIDES, type PictureWindow, type Sheet, type SheetColumn } from '../sheet.ts';
import { type AvatarStage, createAvatarStage } from './avatar-stage.ts';
import { drawFigure, drawPlaces } from './draw-figure.ts';

declare global {
  interface Window {
    drawSheet(sheet: Sheet): Promise<void>;
  }
}

/** Pixels. */
const SHEET_WIDTH = 1880;
const LABEL_WIDTH = 26;
const GAP = 4;
const WIDEST_TILE = 320;

const COLUMNS_PER_BLOCK = 8;
/** Height of a body tile by its width. */
const BODY_TILE = { least: 0.7, most: 1.35 };

const STYLE = `
  body { margin: 0; padding: 12px; width: max-content; max-width: ${SHEET_WIDTH}px; box-sizing: border-box; background: #fff; color: #1d1c1a;
    font: 12px/1.35 'DejaVu Sans', 'Liberation Sans', sans-serif; }
  h1 { margin: 0 0 4px; font-size: 17px; }
  p { margin: 0; color: #5c5850; }
  .block { display: grid; gap: ${GAP}px; margin-top: 10px; }
  .label { writing-mode: vertical-rl; transform: rotate(180deg); text-align: center; color: #5c5850; }
  .tile { position: relative; outline: 1px solid #d6d2c8; }
  .tile canvas { display: block; }
  .missing { display: grid; place-items: center; color: #a09b90; background: #f6f4ef; }
  b { font-size: 14px; }
`;

window.drawSheet = async (sheet) => {
  const stage = await createAvatarStage(sheet);
  document.head.replaceChildren(element('style', STYLE));
  document.body.replaceChildren(
    element('h1', sheet.title),
    ...[sheet.agreement, ...sheet.notes].map((note) => element('p', note)),
  );
  for (let first = 0; first < sheet.columns.length; first += COLUMNS_PER_BLOCK) {
    drawBlock(sheet, sheet.columns.slice(first, first + COLUMNS_PER_BLOCK), stage);
  }
  stage.dispose();
};

function drawBlock(sheet: Sheet, columns: readonly SheetColumn[], stage: AvatarStage): void {
  const across = Math.min(COLUMNS_PER_BLOCK, sheet.columns.length);
  const room = SHEET_WIDTH - 24 - LABEL_WIDTH - across * GAP;
  const tile = Math.min(WIDEST_TILE, Math.floor(room / across));
  const block = element('div', '', 'block');
  block.style.gridTemplateColumns = `${LABEL_WIDTH}px repeat(${across}, ${tile}px)`;
  const addRow = (label: string, cell: (column: SheetColumn) => HTMLElement) => {
    const cells = columns.map(cell);
    const blank = Array.from({ length: across - columns.length }, () => element('div', ''));
    block.append(element('div', label, 'label'), ...cells, ...blank);
  };

  addRow('', ({ frame, kind, seconds }) => {
    const word = { hold: 'hold', move: 'moving', none: 'no hand', asked: '' }[kind];
    const cell = element('div', ` ${seconds.toFixed(2)} s  ${word}`);
    cell.prepend(element('b', String(frame)));
    return cell;
  });
  const inputWindow = tileWindow(sheet.inputWindow);
  const avatarWindow = tileWindow(sheet.avatarWindow);
  addRow('input', ({ points }) =>
    canvasTile(tile, inputWindow, (canvas) => drawFigure(canvas, points, inputWindow, sheet.picture, 1.6)),
  );
  addRow('avatar', ({ points, frame }) =>
    canvasTile(tile, avatarWindow, (canvas) => {
      stage.draw(canvas, frame, avatarWindow);
      if (sheet.isPlaced) drawPlaces(canvas, points, avatarWindow);
    }),
  );
  addRow('from its right', ({ frame }) =>
    canvasTile(tile, avatarWindow, (canvas) => stage.drawSide(canvas, frame, avatarWindow)),
  );
  for (const side of HAND_SIDES.filter((name) => sheet.seenHands.includes(name))) {
    addRow(`${side} hand, input`, ({ points, hands }) => {
      const { input } = hands[side];
      if (!input) return missingTile(tile);
      return canvasTile(tile, input, (canvas) => drawFigure(canvas, points, input, sheet.picture, 3));
    });
    addRow(`${side} hand, avatar`, ({ frame, hands }) =>
      canvasTile(tile, hands[side].avatar, (canvas) => stage.draw(canvas, frame, hands[side].avatar)),
    );
  }
  addRow('', ({ marks }) => {
    const cell = element('div', '');
    cell.append(...(marks.length > 0 ? marks : ['all measured']).map((mark) => element('p', mark)));
    return cell;
  });
  document.body.append(block);
}

function canvasTile(
  width: number,
  window: PictureWindow,
  draw: (canvas: HTMLCanvasElement) => void,
): HTMLElement {
  const cell = element('div', '', 'tile');
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round((width * window.height) / window.width);
  draw(canvas);
  cell.append(canvas);
  return cell;
}

function missingTile(size: number): HTMLElement {
  const cell = element('div', 'not seen', 'tile missing');
  cell.style.height = `${size}px`;
  return cell;
}

/** The window, enlarged where its shape would make a tile too flat or too tall. */
function tileWindow({ x, y, width, height }: PictureWindow): PictureWindow {
  const tall = Math.max(height, BODY_TILE.least * width);
  const wide = Math.max(width, tall / BODY_TILE.most);
  return { x: x - (wide - width) / 2, y: y - (tall - height) / 2, width: wide, height: tall };
}

function element(tag: string, text: string, className = ''): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent: text, className });
}
