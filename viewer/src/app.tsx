/** What the page shows, by what it was asked for: a clip, a live stream on the body of a clip, or words when there is neither. */
import { useEffect, useState } from 'react';
import { readAddress } from './address.ts';
import { type Clip, loadClip } from './clip/load-clip.ts';
import { ClipScreen } from './clip-screen.tsx';
import { LiveScreen } from './live-screen.tsx';
import { Notice } from './ui/notice.tsx';

type Loading =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'ready'; readonly clip: Clip };

export function App() {
  const [address] = useState(() => readAddress(location.search));
  const [attempt, setAttempt] = useState(0);
  const [loading, setLoading] = useState<Loading>({ kind: 'loading' });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
  useEffect(() => {
    if (address.clip === null) return;
    const abort = new AbortController();
    setLoading({ kind: 'loading' });
    loadClip(address.clip, abort.signal).then(
      (clip) => !abort.signal.aborted && setLoading({ kind: 'ready', clip }),
      (error: Error) => !abort.signal.aborted && setLoading({ kind: 'failed', message: error.message }),
    );
    return () => abort.abort();
  }, [address, attempt]);

  if (address.clip === null) {
    return (
      <Notice title="Nothing to show yet">
        <p>
          Start the page with a clip: <code>tegn view clip.glb</code>
        </p>
        <p>
          or name one in the address: <code>?clip=clip.glb</code>
        </p>
      </Notice>
    );
  }
  if (address.liveProblem) {
    return (
      <Notice title="That is no live stream">
        <p>{address.liveProblem}</p>
      </Notice>
    );
  }
  if (loading.kind === 'loading') return <Notice title="Loading" quiet />;
  if (loading.kind === 'failed') {
    return (
      <Notice title="The clip could not be opened" role="alert">
        <p>{loading.message}</p>
        <button type="button" className="button" onClick={() => setAttempt(attempt + 1)}>
          Try again
        </button>
      </Notice>
    );
  }
  return address.live === null ? (
    <ClipScreen clip={loading.clip} />
  ) : (
    <LiveScreen clip={loading.clip} url={address.live} />
  );
}
