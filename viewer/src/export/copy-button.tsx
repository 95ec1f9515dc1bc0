/** Puts a text on the clipboard and says so. */
import { useEffect, useRef, useState } from 'react';
import { copyText } from './copy-text.ts';
import { exportTexts } from './texts.ts';

interface CopyButtonProps {
  readonly label: string;
  /** Asked when it is pressed. */
  readonly text: () => string;
}

const TOLD_MILLIS = 2000;

export function CopyButton({ label, text }: CopyButtonProps) {
  const texts = exportTexts.use();
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    await copyText(text());
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), TOLD_MILLIS);
  };
  return (
    <button type="button" className="button" aria-live="polite" onClick={copy}>
      {copied ? texts.copied : label}
    </button>
  );
}
