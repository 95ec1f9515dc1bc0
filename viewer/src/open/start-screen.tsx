/** The page with nothing in it: how to get something on it. */
import { LiveAddress } from '../live/live-address.tsx';
import { Notice } from '../ui/notice.tsx';
import { FileButton } from './file-button.tsx';
import type { SourceFile } from './source-file.ts';
import { openTexts } from './texts.ts';

export function StartScreen({ onFiles }: { readonly onFiles: (files: readonly SourceFile[]) => void }) {
  const texts = openTexts.use();
  return (
    <Notice title={texts.nothing}>
      <p>{texts.dropHere}</p>
      <p className="choice-row">
        <FileButton label={texts.chooseFile} onFiles={onFiles} />
        <FileButton label={texts.chooseFolder} folder onFiles={onFiles} />
      </p>
      <p className="soft">{texts.kinds}</p>
      <LiveAddress />
    </Notice>
  );
}
