/** Takes files that are dropped anywhere on it, folders with everything in them. */
import { type DragEvent, type ReactNode, useState } from 'react';
import { droppedFiles } from './dropped-files.ts';
import type { SourceFile } from './source-file.ts';

interface DropTargetProps {
  readonly onFiles: (files: readonly SourceFile[]) => void;
  readonly children: ReactNode;
}

export function DropTarget({ onFiles, children }: DropTargetProps) {
  const [over, setOver] = useState(false);
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = await droppedFiles(event.dataTransfer);
    if (files.length > 0) onFiles(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same files can be chosen by a button
    <div
      className="drop-target"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}
