/**
 * A clip on a symmetric skeleton whose rest rotations are all the identity (the actor) -> its mirror image: left and right change places in
 * joints, curves and provenance alike. Never done unless asked for: a mirrored sign is signed with the other hand.
 * Method: reflection at x = 0 turns a rotation (x, y, z, w) into (x, -y, -z, w) on the joint of the other side.
 */
import type { MotionClip } from './motion-clip.ts';

export function mirrorClip(clip: MotionClip): MotionClip {
  const { skeleton, frameCount, curveNames, partNames } = clip;
  const joints = skeleton.jointNames.length;
  const jointOf = skeleton.jointNames.map((name) => skeleton.jointNames.indexOf(otherSide(name)));
  const rotations = new Float32Array(clip.rotations.length);
  const translations = clip.translations.slice();
  for (let f = 0; f < frameCount; f++) {
    translations[f * 3] = -translations[f * 3];
    for (let j = 0; j < joints; j++) {
      const from = (f * joints + (jointOf[j] < 0 ? j : jointOf[j])) * 4;
      const to = (f * joints + j) * 4;
      rotations[to] = clip.rotations[from];
      rotations[to + 1] = -clip.rotations[from + 1];
      rotations[to + 2] = -clip.rotations[from + 2];
      rotations[to + 3] = clip.rotations[from + 3];
    }
  }
  const curves = swapColumns(clip.curves, curveNames, frameCount);
  curveNames.forEach((name, c) => {
    // turns to one side have no partner: they change sign
    if (!/^head(Yaw|Roll)$/i.test(name)) return;
    for (let f = 0; f < frameCount; f++) curves[f * curveNames.length + c] *= -1;
  });
  return {
    ...clip,
    rotations,
    translations,
    curves,
    provenance: swapColumns(clip.provenance, partNames, frameCount),
  };
}

function swapColumns<T extends Float32Array | Uint8Array>(
  values: T,
  names: readonly string[],
  rows: number,
): T {
  const out = values.slice() as T;
  names.forEach((name, c) => {
    const from = names.indexOf(otherSide(name));
    if (from < 0) return;
    for (let r = 0; r < rows; r++) out[r * names.length + c] = values[r * names.length + from];
  });
  return out;
}

/** leftHand -> rightHand, eyeBlinkLeft -> eyeBlinkRight, CTRL_expressions_jawOpenL -> ...R; others stay. */
function otherSide(name: string): string {
  const match = /^(left|right)(?=[A-Z])|(Left|Right)(?=$|[A-Z])|(L|R)$/.exec(name);
  if (!match || (match[3] && !name.startsWith('CTRL_'))) return name;
  const swap: Readonly<Record<string, string>> = {
    left: 'right',
    right: 'left',
    Left: 'Right',
    Right: 'Left',
    L: 'R',
    R: 'L',
  };
  return name.slice(0, match.index) + swap[match[0]] + name.slice(match.index + match[0].length);
}
