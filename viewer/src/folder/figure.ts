/**
 * A pose as a picture of lines: the paths of an SVG in a square of 100 units, x to the right and y down, the signer seen from in front.
 * Small enough to keep hundreds of.
 */
export interface Figure {
  readonly body: string;
  readonly leftHand: string;
  readonly rightHand: string;
}

export type FigurePart = keyof Figure;

export interface FigureLine {
  readonly part: FigurePart;
  /** x, y in any unit, y down. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

const MARGIN = 6;

/** Null where there is nothing to draw. */
export function drawFigure(
  lines: readonly FigureLine[],
  head: { x: number; y: number; radius: number } | null,
): Figure | null {
  if (lines.length === 0) return null;
  const ends = lines.flatMap(({ from, to }) => [from, to]);
  if (head)
    ends.push([head.x - head.radius, head.y - head.radius], [head.x + head.radius, head.y + head.radius]);
  const [xs, ys] = [ends.map(([x]) => x), ends.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (100 - 2 * MARGIN) / Math.max(right - left, bottom - top, 1e-6);
  const place = ([x, y]: readonly [number, number]): string =>
    `${round(50 + (x - (left + right) / 2) * scale)} ${round(50 + (y - (top + bottom) / 2) * scale)}`;
  const figure = { body: '', leftHand: '', rightHand: '' };
  for (const { part, from, to } of lines) figure[part] += `M${place(from)}L${place(to)}`;
  if (head) {
    const radius = round(head.radius * scale);
    figure.body += `M${place([head.x - head.radius, head.y])}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
  }
  return figure;
}

const round = (value: number): number => Math.round(value * 10) / 10;
