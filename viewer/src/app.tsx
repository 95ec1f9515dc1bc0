/** What the page shows, by what it was asked for: a clip, a folder of them, a live stream, or a way to open one. */
import { useState } from 'react';
import { type Address, isLiveAddress, readAddress } from './address.ts';
import { ClipScreen } from './clip-screen.tsx';
import { FolderDrawer } from './folder/folder-drawer.tsx';
import { folderTexts } from './folder/texts.ts';
import { type FolderState, useFolder } from './folder/use-folder.ts';
import { liveTexts } from './live/texts.ts';
import { LiveScreen } from './live-screen.tsx';
import { DropTarget } from './open/drop-target.tsx';
import { StartScreen } from './open/start-screen.tsx';
import { type Session, useSession } from './session.ts';
import { appTexts } from './texts.ts';
import { Notice } from './ui/notice.tsx';

export function App() {
  const [address] = useState(() => readAddress(location.search));
  const session = useSession(address);
  const folder = useFolder(address, session);
  const { live } = address;
  const content =
    live !== null ? (
      <Live session={session} url={live} />
    ) : (
      <Content session={session} folder={folder} address={address} />
    );
  return (
    <DropTarget onFiles={folder.take}>
      {folder.open ? (
        <FolderDrawer open={folder.open} problem={session.problem}>
          {content}
        </FolderDrawer>
      ) : (
        content
      )}
    </DropTarget>
  );
}

function Live({ session, url }: { readonly session: Session; readonly url: string }) {
  const texts = appTexts.use();
  const live = liveTexts.use();
  if (!isLiveAddress(url)) {
    return (
      <Notice title={texts.noStream}>
        <p>{live.wrongAddress(url)}</p>
      </Notice>
    );
  }
  if (session.file !== null && session.clip === null) {
    return session.problem === null ? <Notice title={texts.loading} quiet /> : <Problem session={session} />;
  }
  return <LiveScreen session={session} url={url} />;
}

interface ContentProps {
  readonly session: Session;
  readonly folder: FolderState;
  readonly address: Address;
}

function Content({ session, folder, address }: ContentProps) {
  const texts = appTexts.use();
  const { listing, empty } = folderTexts.use();
  if (session.clip !== null) {
    return (
      <ClipScreen session={session} clip={session.clip} startFrame={address.frame} onFiles={folder.take} />
    );
  }
  if (session.problem !== null) return <Problem session={session} />;
  if (session.file !== null) return <Notice title={texts.loading} quiet />;
  if (folder.busy) return <Notice title={listing} quiet />;
  if (folder.problem !== null) {
    return (
      <Notice title={texts.folderNotOpened} role="alert">
        <p>{folder.problem}</p>
      </Notice>
    );
  }
  if (folder.open) return <Notice title={empty} />;
  return <StartScreen onFiles={folder.take} />;
}

function Problem({ session }: { readonly session: Session }) {
  const texts = appTexts.use();
  return (
    <Notice title={texts.notOpened(session.file!.name)} role="alert">
      <p>{session.problem}</p>
      <button type="button" className="button" onClick={session.retry}>
        {texts.tryAgain}
      </button>
    </Notice>
  );
}
