/** Face landmark numbers by region, after MediaPipe's face mesh contours; every row from the person's right to the left. */

export const UPPER_LIDS = [
  [246, 161, 160, 159, 158, 157, 173],
  [398, 384, 385, 386, 387, 388, 466],
] as const;

/** The ring of skin just above each upper lid. */
export const LID_FOLDS = [
  [247, 30, 29, 27, 28, 56, 190],
  [414, 286, 258, 257, 259, 260, 467],
] as const;

/** Four rows from the red of the lower lip to the inside. */
export const LOWER_LIP = [
  [146, 91, 181, 84, 17, 314, 405, 321, 375],
  [77, 90, 180, 85, 16, 315, 404, 320, 307],
  [96, 89, 179, 86, 15, 316, 403, 319, 325],
  [95, 88, 178, 87, 14, 317, 402, 318, 324],
] as const;

export const UPPER_LIP = [
  [185, 40, 39, 37, 0, 267, 269, 270, 409],
  [184, 74, 73, 72, 11, 302, 303, 304, 408],
  [183, 42, 41, 38, 12, 268, 271, 272, 407],
  [191, 80, 81, 82, 13, 312, 311, 310, 415],
] as const;

export const MOUTH_CORNERS = [61, 76, 62, 78, 308, 292, 306, 291] as const;

export const RIGHT_IRIS = [468, 469, 470, 471, 472] as const;
export const LEFT_IRIS = [473, 474, 475, 476, 477] as const;
