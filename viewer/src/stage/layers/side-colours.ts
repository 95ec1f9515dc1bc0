/** Colours that tell the signer's left from the right, the same for bones and landmarks; seen on dark and on light. */
export const SIDE_COLOURS = {
  left: '#2b7fd4',
  right: '#d8582a',
  middle: '#7d6bb0',
  face: '#2f9a78',
} as const;
