/** How the connection is: one sentence, and the numbers of the last second. */
import { useEffect, useRef } from 'react';
import type { LiveState, LiveStream } from '../live/live-stream.ts';

interface LiveBarProps {
  readonly stream: LiveStream;
  readonly state: LiveState;
}

export function LiveBar({ stream, state }: LiveBarProps) {
  const numbers = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let before = stream.counts.received;
    const timer = setInterval(() => {
      const { received, missed, refused } = stream.counts;
      const unreadable = refused > 0 ? `, ${refused} unreadable` : '';
      numbers.current!.textContent = `${received - before} frames a second, ${missed} missed${unreadable}`;
      before = received;
    }, 1000);
    return () => clearInterval(timer);
  }, [stream]);
  return (
    <>
      <p className="live-state" role="status" data-state={state.kind}>
        <i />
        {inWords(state, stream.url)}
      </p>
      <span className="position soft" ref={numbers} hidden={state.kind !== 'live'} />
      {state.kind === 'lost' && (
        <button type="button" className="button" onClick={stream.reconnect}>
          Connect now
        </button>
      )}
    </>
  );
}

function inWords(state: LiveState, url: string): string {
  switch (state.kind) {
    case 'connecting':
      return `Connecting to ${url}`;
    case 'waiting':
      return 'Connected, waiting for the first frame';
    case 'live':
      return 'Live';
    case 'over':
      return 'The stream is over; this is its last pose';
    case 'lost':
      return `No connection to ${url}. Is tegn stream running? Next try in ${state.retrySeconds} s`;
  }
}
