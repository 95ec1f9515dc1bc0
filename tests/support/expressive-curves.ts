/** Curves that made-up faces move widely and that landmarks show well: those whose errors are told one by one. */
export const EXPRESSIVE_CURVES = [
  'browInnerUp',
  'browOuterUpLeft',
  'browOuterUpRight',
  'browDownLeft',
  'browDownRight',
  'eyeBlinkLeft',
  'eyeBlinkRight',
  'jawOpen',
  'mouthSmileLeft',
  'mouthSmileRight',
  'mouthPucker',
  'mouthLeft',
  'mouthRight',
] as const;
