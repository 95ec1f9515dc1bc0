/**
 * What is known of the medium female MetaHuman body: lengths of the trunk and the arms to a tenth of a centimetre. Unreal's space,
 * parent-relative. Everything else is taken from the male table, hands and legs scaled. Approximate for the same reasons (bones.ts).
 */
export const FEMALE_TRANSLATIONS_CM: Readonly<Record<string, readonly [number, number, number]>> = {
  pelvis: [0, 2, 87],
  spine_01: [2, 0, 0],
  spine_02: [4.3, 0, 0],
  spine_03: [6.8, 0, 0],
  spine_04: [7.9, 0, 0],
  spine_05: [15, 0, 0],
  neck_01: [10.6, 0, 0],
  neck_02: [5.3, 0, 0],
  head: [5.3, 0, 0],
  clavicle_l: [5.1, -0.9, -0.8],
  upperarm_l: [13.3, 0, 0],
  lowerarm_l: [23.8, 0, 0],
  hand_l: [23, 0, 0],
};

export const FEMALE_CLAVICLE_R = [5.1, -0.9, 0.8] as const;

/** Ratio of the forearms. */
export const FEMALE_FINGER_SCALE = 0.91;

/** Ratio of the pelvis heights. */
export const FEMALE_LEG_SCALE = 0.956;
