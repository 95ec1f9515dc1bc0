/**
 * The 52 face curves of ARKit, 0..1, and the 9 turns of head and eyes that Live Link Face records beside them, in the column order of its
 * CSV recordings. Clips write ARKit's own spelling (jawOpen); Live Link writes it with a capital (JawOpen).
 * Source: headers of public Live Link Face recordings. Its UDP packets have jawLeft/jawRight and mouthLeft/mouthRight the other way round.
 */
export const ARKIT_CURVES = [
  'eyeBlinkLeft',
  'eyeLookDownLeft',
  'eyeLookInLeft',
  'eyeLookOutLeft',
  'eyeLookUpLeft',
  'eyeSquintLeft',
  'eyeWideLeft',
  'eyeBlinkRight',
  'eyeLookDownRight',
  'eyeLookInRight',
  'eyeLookOutRight',
  'eyeLookUpRight',
  'eyeSquintRight',
  'eyeWideRight',
  'jawForward',
  'jawRight',
  'jawLeft',
  'jawOpen',
  'mouthClose',
  'mouthFunnel',
  'mouthPucker',
  'mouthRight',
  'mouthLeft',
  'mouthSmileLeft',
  'mouthSmileRight',
  'mouthFrownLeft',
  'mouthFrownRight',
  'mouthDimpleLeft',
  'mouthDimpleRight',
  'mouthStretchLeft',
  'mouthStretchRight',
  'mouthRollLower',
  'mouthRollUpper',
  'mouthShrugLower',
  'mouthShrugUpper',
  'mouthPressLeft',
  'mouthPressRight',
  'mouthLowerDownLeft',
  'mouthLowerDownRight',
  'mouthUpperUpLeft',
  'mouthUpperUpRight',
  'browDownLeft',
  'browDownRight',
  'browInnerUp',
  'browOuterUpLeft',
  'browOuterUpRight',
  'cheekPuff',
  'cheekSquintLeft',
  'cheekSquintRight',
  'noseSneerLeft',
  'noseSneerRight',
  'tongueOut',
] as const;

export type ArkitCurve = (typeof ARKIT_CURVES)[number];

export const LIVE_LINK_TURNS = [
  'headYaw',
  'headPitch',
  'headRoll',
  'leftEyeYaw',
  'leftEyePitch',
  'leftEyeRoll',
  'rightEyeYaw',
  'rightEyePitch',
  'rightEyeRoll',
] as const;

/** JawOpen -> jawOpen; the spelling that the tables here use. */
export const arkitSpelling = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** jawOpen -> JawOpen */
export const liveLinkSpelling = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
