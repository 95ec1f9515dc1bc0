/** A button that opens the system's file dialog. */
import { useRef } from 'react';
import { ownFile, type SourceFile } from './source-file.ts';

interface FileButtonProps {
  readonly label: string;
  /** Choose a folder with everything in it. */
  readonly folder?: boolean;
  readonly onFiles: (files: readonly SourceFile[]) => void;
}

export function FileButton({ label, folder = false, onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current!.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={label}
        {...(folder && { webkitdirectory: '' })}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])].map(ownFile);
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
