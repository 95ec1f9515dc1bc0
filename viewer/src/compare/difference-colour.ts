/** An angle -> its colour: grey where nothing differs, amber at 10 degrees, red from 30 on; told apart by lightness too. */
import { Color } from 'three';

const NONE = new Color('#b9c2c9');
const SOME = new Color('#e0a030');
const MUCH = new Color('#b3122b');
const SOME_RADIANS = (10 * Math.PI) / 180;
const MUCH_RADIANS = (30 * Math.PI) / 180;

/** @param dst is written and returned */
export function differenceColour(radians: number, dst: Color): Color {
  if (radians <= SOME_RADIANS) return dst.lerpColors(NONE, SOME, Math.max(0, radians) / SOME_RADIANS);
  const share = Math.min(1, (radians - SOME_RADIANS) / (MUCH_RADIANS - SOME_RADIANS));
  return dst.lerpColors(SOME, MUCH, share);
}
