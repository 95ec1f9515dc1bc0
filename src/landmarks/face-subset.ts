/**
 * The 33 face landmarks that some recordings keep of MediaPipe's face mesh, in their order: brows, eyes, mouth, nose, chin.
 * Source: the key point mapping in the metadata of the public ASL-App recordings (facts: numbers of MediaPipe face landmarks).
 */
export const FACE_SUBSET_33: readonly number[] = [
  0, 1, 4, 13, 14, 17, 33, 61, 63, 66, 70, 78, 105, 107, 133, 145, 148, 152, 159, 176, 263, 291, 293, 296,
  300, 308, 334, 336, 362, 374, 377, 386, 400,
];
