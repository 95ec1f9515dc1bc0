/**
 * Seeded random numbers (sfc32, seeded through splitmix32): integer arithmetic only, so a seed gives the same
 * stream on every machine. Source: Chris Doty-Humphrey, PractRand.
 */
export interface Random {
  /** 0 <= x < 1 */
  next(): number;
  /** lo <= x < hi */
  range(lo: number, hi: number): number;
  /** 0 <= x < n, whole */
  integer(n: number): number;
  /** standard normal */
  gauss(): number;
  pick<T>(items: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  let s = seed >>> 0;
  const splitmix = () => {
    s = (s + 0x9e3779b9) >>> 0;
    let t = s ^ (s >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let counter = 1;
  const next32 = () => {
    const t = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + t) >>> 0;
    return t;
  };
  for (let i = 0; i < 12; i++) next32();
  const next = () => next32() / 4294967296;
  return {
    next,
    range: (lo, hi) => lo + (hi - lo) * next(),
    integer: (n) => Math.floor(next() * n),
    gauss: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (items) => items[Math.floor(next() * items.length)],
  };
}
