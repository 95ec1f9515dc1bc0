/**
 * Frames that were taken for faults -> those that are: a fault leaves and comes back, a change that begins the clip or ends it is motion.
 *
 * @param flags [F] not 0 where the frame is suspected; set to 0 where it is none
 * @param seen whether there is anything in a frame
 * @param returns whether the run first..last has come back from where it left, before..after being the frames around it
 */
export function keepReturning(
  flags: Uint8Array,
  seen: (frame: number) => boolean,
  returns: (before: number, first: number, last: number, after: number) => boolean = () => true,
): void {
  const frames = Array.from(flags.keys()).filter(seen);
  for (let first = 0; first < frames.length; first++) {
    if (!flags[frames[first]]) continue;
    let end = first;
    while (end < frames.length && flags[frames[end]]) end++;
    const isInside = first > 0 && end < frames.length;
    if (!isInside || !returns(frames[first - 1], frames[first], frames[end - 1], frames[end]))
      for (let k = first; k < end; k++) flags[frames[k]] = 0;
    first = end;
  }
}
