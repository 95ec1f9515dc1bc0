/**
 * Which landmarks are joined by lines. Numbers within a part; face numbers after MediaPipe's face mesh contours.
 * Points that a tracker leaves out are skipped, so that a reduced face still has its outline.
 */

export const ARM_LINES = {
  right: [12, 14, 16],
  left: [11, 13, 15],
} as const;

export const TRUNK_LINES = [
  [11, 12],
  [11, 23],
  [12, 24],
] as const;

/** Face points of the body, for recordings without a face: eyes, mouth, nose. */
export const PLAIN_FACE_LINES = [
  [8, 6, 5, 4, 0, 1, 2, 3, 7],
  [9, 10],
] as const;

export const THUMB_LINE = [0, 1, 2, 3, 4] as const;
export const FINGER_LINES = [
  [0, 5, 6, 7, 8],
  [9, 10, 11, 12],
  [13, 14, 15, 16],
  [0, 17, 18, 19, 20],
  [5, 9, 13, 17],
] as const;
/** Around the palm, from the wrist along the side of the thumb. */
export const PALM = [0, 5, 9, 13, 17] as const;
export const THUMB_TIP = 4;

export const FACE_OUTLINE = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109, 10,
] as const;

export const FACE_FEATURES = [
  [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7, 33],
  [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249, 263],
  [70, 63, 105, 66, 107],
  [300, 293, 334, 296, 336],
  [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146, 61],
  [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95, 78],
  [168, 6, 197, 195, 5, 4, 1],
] as const;

export const IRISES = [468, 473] as const;
