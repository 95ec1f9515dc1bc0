/** Where the file of a row may lie: the path as the list has it, then where it would be had the archive moved with its list. */
import type { PlatformPath } from 'node:path';

/**
 * Absolute paths, the likeliest first. Lists are written on Windows and read anywhere: backslashes part folders on every system, and of
 * a path that starts with another machine's drive, the end may lie beside the list.
 * @param paths node:path of the system that is run on
 */
export function candidatePaths(localPath: string, listFolder: string, paths: PlatformPath): string[] {
  const isWindows = paths.sep === '\\';
  const asWritten = isWindows || !localPath.includes('\\') ? localPath : localPath.replaceAll('\\', '/');
  const drive = /^[a-z]:/i.test(localPath) || localPath.startsWith('\\\\');
  const candidates = isWindows || !drive ? [paths.resolve(listFolder, asWritten)] : [];
  // a name on this system may hold a backslash
  if (asWritten !== localPath && !drive) candidates.push(paths.resolve(listFolder, localPath));
  if (drive || paths.isAbsolute(asWritten)) {
    const parts = localPath.split(/[\\/]+/).filter((part) => part !== '' && !part.endsWith(':'));
    for (let from = 0; from < parts.length; from++) {
      if (parts.slice(from).includes('..')) continue;
      candidates.push(paths.join(listFolder, ...parts.slice(from)));
    }
  }
  return [...new Set(candidates.flatMap((path) => [path, path.normalize('NFC'), path.normalize('NFD')]))];
}
