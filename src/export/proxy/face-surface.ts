/**
 * The shape of the proxy head, and where a feature lies on its front. Head coordinates: x to the person's left, y up, z to the
 * front, origin at the head joint, unit joint to crown. Set by eye on an average adult.
 */

/** Cross-section at a height: half width, front and back end. */
export type HeadSection = readonly [y: number, half: number, front: number, back: number];

/** From under the chin to the crown. */
export const HEAD_SECTIONS: readonly HeadSection[] = [
  [-0.66, 0.12, 0.68, 0.36],
  [-0.62, 0.22, 0.74, 0.2],
  [-0.54, 0.31, 0.78, 0.05],
  [-0.42, 0.39, 0.785, -0.12],
  [-0.28, 0.46, 0.785, -0.32],
  [-0.1, 0.53, 0.78, -0.52],
  [0.08, 0.575, 0.775, -0.64],
  [0.26, 0.6, 0.785, -0.71],
  [0.42, 0.605, 0.79, -0.735],
  [0.58, 0.575, 0.73, -0.72],
  [0.74, 0.5, 0.6, -0.64],
  [0.87, 0.385, 0.42, -0.48],
  [0.95, 0.25, 0.24, -0.31],
  [0.99, 0.11, 0.08, -0.15],
];

export const HEAD_TOP = [0, 1, -0.035] as const;
export const HEAD_BOTTOM = [0, -0.68, 0.52] as const;

/** z of the front of the head at x, y. */
export function faceDepth(x: number, y: number): number {
  const { half, front, back } = headSectionAt(y);
  const reach = Math.max(0, 1 - (x / half) * (x / half));
  return (front + back) / 2 + ((front - back) / 2) * Math.sqrt(reach);
}

/** Cross-section between the tabled ones. */
export function headSectionAt(y: number): { half: number; front: number; back: number } {
  const last = HEAD_SECTIONS.length - 1;
  const found = HEAD_SECTIONS.findIndex(([height]) => height >= y);
  const above = found < 0 ? last : Math.max(1, found);
  const [lower, upper] = [HEAD_SECTIONS[above - 1], HEAD_SECTIONS[above]];
  const t = (y - lower[0]) / (upper[0] - lower[0]);
  const between = (i: number) => lower[i] + (upper[i] - lower[i]) * t;
  return { half: between(1), front: between(2), back: between(3) };
}
