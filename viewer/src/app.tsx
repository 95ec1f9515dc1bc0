/** What the page shows, by what it was asked for: a clip, a live stream, or a way to open one. */
import { useState } from 'react';
import { isLiveAddress, readAddress } from './address.ts';
import { ClipScreen } from './clip-screen.tsx';
import { LiveScreen } from './live-screen.tsx';
import { DropTarget } from './open/drop-target.tsx';
import { StartScreen } from './open/start-screen.tsx';
import { useSession } from './session.ts';
import { appTexts } from './texts.ts';
import { Notice } from './ui/notice.tsx';

export function App() {
  const [address] = useState(() => readAddress(location.search));
  const session = useSession(address);
  const texts = appTexts.use();
  const { live } = address;

  if (live !== null && !isLiveAddress(live)) {
    return (
      <Notice title={texts.noStream}>
        <p>{texts.expectedStream(live)}</p>
      </Notice>
    );
  }
  if (session.problem !== null && session.clip === null) {
    return (
      <DropTarget onFiles={([file]) => session.open(file)}>
        <Notice title={texts.notOpened(session.file!.name)} role="alert">
          <p>{session.problem}</p>
          <button type="button" className="button" onClick={session.retry}>
            {texts.tryAgain}
          </button>
        </Notice>
      </DropTarget>
    );
  }
  if (session.file === null) return <StartScreen onFiles={([file]) => session.open(file)} />;
  if (session.clip === null) return <Notice title={texts.loading} quiet />;
  return (
    <DropTarget onFiles={([file]) => session.open(file)}>
      {live === null ? (
        <ClipScreen session={session} clip={session.clip} startFrame={address.frame} />
      ) : (
        <LiveScreen clip={session.clip} url={live} />
      )}
    </DropTarget>
  );
}
