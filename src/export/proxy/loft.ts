/**
 * A row of rings -> a skinned tube, the one shape of which the proxy body is made.
 * Method: ring points from a table of the unit circle in steps of 15 degrees, so that no sine is computed; neighbouring rings are
 * joined by quads, and open ends closed by a fan.
 */
import { addScaledVec3, type Numbers, vec3 } from '../../math/vec3.ts';
import type { Influence, MeshBuilder } from './mesh-builder.ts';
import type { Color } from './palette.ts';

export interface Ring {
  readonly center: Numbers;
  /** Half axes: the point at angle t is center + a cos t + b sin t. */
  readonly a: Numbers;
  readonly b: Numbers;
  /** 0 an ellipse (default), 1 a rectangle. */
  readonly squareness?: number;
  readonly influences: readonly Influence[];
}

export interface LoftOptions {
  /** A divisor of 24. */
  readonly sides: number;
  /** Points in which the first and the last ring close; an open end has to lie inside another shape. */
  readonly start?: Numbers;
  readonly end?: Numbers;
  /** By ring and by the ring's cosine and sine. */
  readonly color: (ring: number, cos: number, sin: number) => Color;
}

export function addLoft(builder: MeshBuilder, rings: readonly Ring[], options: LoftOptions): void {
  const { sides, start, end, color } = options;
  const circle = CIRCLE.filter((_, i) => i % (CIRCLE.length / sides) === 0);
  const vertices = rings.map((ring, r) =>
    circle.map(([cos, sin]) =>
      builder.addVertex(ringPoint(ring, cos, sin), color(r, cos, sin), ring.influences),
    ),
  );
  const at = (r: number, i: number) => vertices[r][i % sides];
  const triangles: [number, number, number][] = [];
  for (let r = 0; r + 1 < rings.length; r++) {
    for (let i = 0; i < sides; i++) {
      triangles.push([at(r, i), at(r, i + 1), at(r + 1, i + 1)], [at(r, i), at(r + 1, i + 1), at(r + 1, i)]);
    }
  }
  const close = (r: number, pole: Numbers, forwards: boolean) => {
    const tip = builder.addVertex(pole, color(r, 0, 0), rings[r].influences);
    for (let i = 0; i < sides; i++) {
      triangles.push(forwards ? [at(r, i), at(r, i + 1), tip] : [at(r, i + 1), at(r, i), tip]);
    }
  };
  if (start) close(0, start, false);
  if (end) close(rings.length - 1, end, true);
  const middle = vec3();
  for (const { center } of rings) addScaledVec3(middle, center, 1 / rings.length, middle);
  builder.addTriangles(triangles, middle);
}

function ringPoint({ center, a, b, squareness = 0 }: Ring, cos: number, sin: number): Numbers {
  const corner = 1 / Math.max(Math.abs(cos), Math.abs(sin));
  const reach = 1 + squareness * (corner - 1);
  const [u, v] = [cos * reach, sin * reach];
  return [center[0] + a[0] * u + b[0] * v, center[1] + a[1] * u + b[1] * v, center[2] + a[2] * u + b[2] * v];
}

/** cos 0, 15, ... 90 degrees. */
const QUARTER = [
  1,
  0.9659258262890683,
  0.8660254037844386,
  Math.SQRT1_2,
  0.5,
  0.25881904510252074,
  0,
] as const;

/** Cosine and sine in steps of 15 degrees. */
export const CIRCLE: readonly (readonly [cos: number, sin: number])[] = Array.from({ length: 24 }, (_, k) => {
  const quarter = Math.floor(k / 6);
  const cos = QUARTER[k % 6];
  const sin = QUARTER[6 - (k % 6)];
  return (
    [
      [cos, sin],
      [-sin, cos],
      [-cos, -sin],
      [sin, -cos],
    ] as const
  )[quarter];
});
