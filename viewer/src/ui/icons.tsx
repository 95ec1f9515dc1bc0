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
export const CloseIcon = icon(<path d="m5.5 5.5 9 9M14.5 5.5l-9 9" {...line} />);
export const InIcon = icon(<path d="M10.5 4.5h-4v11h4M13 10h-3" {...line} />);
export const OutIcon = icon(<path d="M9.5 4.5h4v11h-4M7 10h3" {...line} />);
export const ClearMarksIcon = icon(
  <path d="M6.5 5h-2v10h2M13.5 5h2v10h-2M8.2 8.2l3.6 3.6M11.8 8.2l-3.6 3.6" {...line} />,
);
export const LanesIcon = icon(<path d="M4 5.5h7M4 10h12M9 14.5h7" {...line} />);
export const KeysIcon = icon(
  <path d="M7.2 7.6a2.8 2.8 0 1 1 4.3 2.4c-1 .6-1.5 1.100-1.5 2.100M10 15.100v.1" {...line} />,
);
export const ZoomInIcon = icon(<path d="M10 5v10M5 10h10" {...line} />);
export const ZoomOutIcon = icon(<path d="M5 10h10" {...line} />);
export const ShowAllIcon = icon(
  <path d="M4 5v10M16 5v10M6.500 10h7M8.500 8l-2 2 2 2M11.500 8l2 2-2 2" {...line} />,
);
