/** What was dropped on the page -> its files, folders opened, in the order of their names. */
import { ownFile, type SourceFile } from './source-file.ts';

export async function droppedFiles({ items, files }: DataTransfer): Promise<SourceFile[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return [...files].map(ownFile);
  const found = (await Promise.all(entries.map(filesOf))).flat();
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

async function filesOf(entry: FileSystemEntry): Promise<SourceFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ ...ownFile(file), name: entry.fullPath.replace(/^\//, '') }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: FileSystemEntry[] = [];
  // a folder is told a hundred entries at a time, until none are left
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map(filesOf))).flat();
}
