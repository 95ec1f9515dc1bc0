/** Drawn on a grid of 20, in the colour of the text around them. */
import type { ReactNode } from 'react';

const icon = (children: ReactNode) => () => (
  <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    {children}
  </svg>
);
const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

export const PlayIcon = icon(
  <path
    d="M6.5 4.2v11.6a.6.6 0 0 0 .9.5l9.2-5.8a.6.6 0 0 0 0-1L7.4 3.7a.6.6 0 0 0-.9.5Z"
    fill="currentColor"
  />,
);
export const PauseIcon = icon(
  <>
    <rect x="5" y="4" width="3.4" height="12" rx="0.8" fill="currentColor" />
    <rect x="11.6" y="4" width="3.4" height="12" rx="0.8" fill="currentColor" />
  </>,
);
export const BackIcon = icon(<path d="M12.5 5 7.5 10l5 5" {...line} />);
export const ForwardIcon = icon(<path d="m7.5 5 5 5-5 5" {...line} />);
export const LoopIcon = icon(
  <path
    d="M4 9.5V9a3 3 0 0 1 3-3h8.5M13 3.5 15.5 6 13 8.5M16 10.5v.5a3 3 0 0 1-3 3H4.5M7 16.5 4.5 14 7 11.5"
    {...line}
  />,
);
export const SunIcon = icon(
  <>
    <circle cx="10" cy="10" r="3.4" {...line} />
    <path
      d="M10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1.06 1.06M14.24 14.24l1.06 1.06M4.7 15.3l1.06-1.06M14.24 5.76l1.06-1.06"
      {...line}
    />
  </>,
);
export const MoonIcon = icon(<path d="M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8Z" {...line} />);
