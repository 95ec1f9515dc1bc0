/** A pattern with *, **, ?, [abc] and {a,b} -> a test of paths. Backslashes part folders like slashes do: patterns come from Windows too. */

/** Whether a text has anything of a pattern. */
export const isGlob = (text: string): boolean => /[*?[\]{}]/.test(text);

/** The folder above everything a pattern can match: its parts up to the first that is a pattern. */
export function globFolder(pattern: string): string {
  const parts = pattern.replaceAll('\\', '/').split('/');
  const first = parts.findIndex(isGlob);
  const folder = parts.slice(0, first < 0 ? -1 : first).join('/');
  return folder === '' ? (pattern.startsWith('/') ? '/' : '.') : folder;
}

/** Tests paths with forward slashes, whole; letter case counts. */
export function globTest(pattern: string): (path: string) => boolean {
  let source = '';
  const text = pattern.replaceAll('\\', '/').replace(/^\.\//, '');
  for (let at = 0; at < text.length; at++) {
    const rest = text.slice(at);
    const set = /^\[(!?)([^\]/]+)\]/.exec(rest);
    const choice = /^\{([^{}]*)\}/.exec(rest);
    if (rest.startsWith('**/')) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (rest.startsWith('**')) {
      source += '.*';
      at += 1;
    } else if (text[at] === '*') source += '[^/]*';
    else if (text[at] === '?') source += '[^/]';
    else if (set) {
      source += `[${set[1] ? '^' : ''}${set[2].replace(/[\\^]/g, '\\$&')}]`;
      at += set[0].length - 1;
    } else if (choice) {
      source += `(?:${choice[1].split(',').map(literally).join('|')})`;
      at += choice[0].length - 1;
    } else source += literally(text[at]);
  }
  const test = new RegExp(`^${source}$`, 'u');
  return (path) => test.test(path);
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
