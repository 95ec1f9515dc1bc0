/** A button that is a picture: its name is read aloud and shown when it is pointed at. */
import type { ReactNode } from 'react';

interface IconButtonProps {
  readonly label: string;
  /** The key that does the same. */
  readonly keys?: string;
  readonly pressed?: boolean;
  /** Whether what it folds is to be seen. */
  readonly expanded?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

export function IconButton({ label, keys, pressed, expanded, disabled, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      title={keys === undefined ? label : `${label} (${keys})`}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
