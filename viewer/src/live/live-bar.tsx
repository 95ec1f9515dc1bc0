/** How the connection is, and the source's transport where it obeys one. */
import { useSyncExternalStore } from 'react';
import type { LiveState, LiveStream } from './live-stream.ts';
import { LiveTransport } from './live-transport.tsx';
import { liveTexts } from './texts.ts';

interface LiveBarProps {
  readonly stream: LiveStream;
  readonly state: LiveState;
}

export function LiveBar({ stream, state }: LiveBarProps) {
  const texts = liveTexts.use();
  const status = useSyncExternalStore(stream.subscribe, stream.status);
  const isConnected = state.kind === 'live' || state.kind === 'over';
  return (
    <>
      {isConnected && status.body?.transport && (
        <LiveTransport stream={stream} source={status.body} pending={status.pending} />
      )}
      <p className="live-state" role="status" data-state={state.kind}>
        <i />
        {inWords(state, stream.url, texts)}
      </p>
      {status.refusal !== null && (
        <p className="live-refusal" role="alert">
          {status.refusal}
        </p>
      )}
      {state.kind === 'lost' && (
        <button type="button" className="button" onClick={stream.reconnect}>
          {texts.connectNow}
        </button>
      )}
    </>
  );
}

function inWords(state: LiveState, url: string, texts: ReturnType<typeof liveTexts.now>): string {
  switch (state.kind) {
    case 'connecting':
      return texts.connecting(url);
    case 'lost':
      return texts.lost(url, state.retrySeconds);
    default:
      return texts[state.kind];
  }
}
