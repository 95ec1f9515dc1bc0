/** What is shown -> the `tegn export` that writes the same file. */
import { type ExportOptions, settingFlags } from '../../../src/index.ts';

import type { SourceFile } from '../open/source-file.ts';
import type { ClipSettings } from '../solve/settings.ts';

export function exportCommand(
  file: SourceFile,
  settings: ClipSettings,
  output: string,
  { glb, fbx }: ExportOptions = {},
): string {
  const own = settings.rig && [['target', `${settings.rig.name}.json`] as const];
  const mesh = glb?.mesh ?? fbx?.mesh;
  const flags = [
    ...(own ?? []),
    ...settingFlags(settings),
    ...(mesh ? [['mesh', mesh] as const] : []),
    ...(glb?.rotations === 'int16' ? [['int16'] as const] : []),
  ];
  const words = flags.flatMap(([name, value]) => [
    `--${name}`,
    ...(value === undefined ? [] : [quoted(value)]),
  ]);
  return ['tegn', 'export', quoted(file.name), '-o', quoted(output), ...words].join(' ');
}

/** Double quotes hold in every shell that people have, PowerShell included. */
const quoted = (word: string): string =>
  /^[\w./:,=+@~-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
