/** Runs of frames in which a part is seen, across gaps of up to `bridge` frames: [first, last], both seen. */
export function runsOf(seen: readonly boolean[], bridge: number): [number, number][] {
  const runs: [number, number][] = [];
  seen.forEach((yes, frame) => {
    if (!yes) return;
    const last = runs.at(-1);
    if (last && frame - last[1] - 1 <= bridge) last[1] = frame;
    else runs.push([frame, frame]);
  });
  return runs;
}

/** How a part is known in a frame. */
export const KNOWN = { not: 0, seen: 1, bridged: 2 } as const;

/** [F] KNOWN per frame: seen, bridged inside a run, or not at all. */
export function knownFrames(seen: readonly boolean[], bridge: number): Uint8Array {
  const known = new Uint8Array(seen.length);
  for (const [first, last] of runsOf(seen, bridge)) {
    for (let f = first; f <= last; f++) known[f] = seen[f] ? KNOWN.seen : KNOWN.bridged;
  }
  return known;
}
