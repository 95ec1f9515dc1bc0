/** Frames in which a flag is set -> ranges [first, last]. */
export function rangesOf(flags: ArrayLike<number>, flag: number): [number, number][] {
  const found: [number, number][] = [];
  for (let f = 0; f < flags.length; f++) {
    if ((flags[f] & flag) === 0) continue;
    const last = found.at(-1);
    if (last && last[1] === f - 1) last[1] = f;
    else found.push([f, f]);
  }
  return found;
}
