/**
 * Moves an element many times a second without making a string each time: a paused animation between two looks, whose time is the
 * share of the way. Method: Web Animations; the browser keeps the two keyframes and is told one number.
 */
export interface Slide {
  /** 0..1; what lies beyond stays at the end. */
  to(share: number): void;
  cancel(): void;
}

const MILLIS = 1000;

export function createSlide(element: Element, from: Keyframe, to: Keyframe): Slide {
  const animation = element.animate([from, to], { duration: MILLIS, fill: 'both' });
  animation.pause();
  return {
    to: (share) => {
      animation.currentTime = Math.min(1, Math.max(0, share)) * MILLIS;
    },
    cancel: () => animation.cancel(),
  };
}
