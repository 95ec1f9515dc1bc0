/** What is shown -> the address that shows it again: the page's own, with the settings and the frame of now. */

import { settingFlags } from '../../../src/index.ts';
import type { ClipSettings } from '../solve/settings.ts';

const KEPT = ['clip', 'live', 'folder', 'video', 'token'];

export function viewLink(href: string, settings: ClipSettings, frame: number): string {
  const url = new URL(href);
  const parameters = new URLSearchParams([...url.searchParams].filter(([name]) => KEPT.includes(name)));
  for (const [name, value = ''] of settingFlags(settings)) parameters.set(name, value);
  parameters.set('frame', String(frame));
  url.search = String(parameters);
  return url.href;
}
