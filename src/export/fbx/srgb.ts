/**
 * Linear light -> sRGB, both 0..1: programs take the colours in an FBX for sRGB, while ours are linear as glTF's are.
 * Method: x^(1/2.4) = x^(5/12) by square roots and a cube root of Newton's, since engines round powers differently.
 * Source: IEC 61966-2-1.
 */
export function srgbFromLinear(linear: number): number {
  if (linear <= 0.0031308) return 12.92 * linear;
  return 1.055 * Math.sqrt(Math.sqrt(cubeRoot(linear * linear * linear * linear * linear))) - 0.055;
}

/** Of 0..1, to the last bits: a third comes off each time until it is near, then the error is squared. 60 steps are enough for 1e-15. */
function cubeRoot(x: number): number {
  let root = 1;
  for (let i = 0; i < 60; i++) root -= (root * root * root - x) / (3 * root * root);
  return root;
}
