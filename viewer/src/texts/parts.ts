/** The parts of the body by name, which several rooms speak of. */
export const PART_WORDS = {
  en: {
    trunk: 'Trunk',
    head: 'Head',
    leftArm: 'Left arm',
    leftHand: 'Left hand',
    rightArm: 'Right arm',
    rightHand: 'Right hand',
  },
  nb: {
    trunk: 'Overkropp',
    head: 'Hode',
    leftArm: 'Venstre arm',
    leftHand: 'Venstre hånd',
    rightArm: 'Høyre arm',
    rightHand: 'Høyre hånd',
  },
} as const;
