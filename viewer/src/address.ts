/** What the page was asked to show: ?clip=clip.glb&live=ws://127.0.0.1:41520 */
export interface Address {
  readonly clip: string | null;
  readonly live: string | null;
  /** Why the live address cannot be used, in words. */
  readonly liveProblem: string | null;
}

export function readAddress(search: string): Address {
  const parameters = new URLSearchParams(search);
  const live = parameters.get('live');
  const usable = live === null || (URL.canParse(live) && /^wss?:$/.test(new URL(live).protocol));
  const liveProblem = usable
    ? null
    : `Expected a WebSocket address such as ws://127.0.0.1:41520, found "${live}".`;
  return { clip: parameters.get('clip'), live, liveProblem };
}
