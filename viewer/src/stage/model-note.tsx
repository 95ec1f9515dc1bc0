/** What the character on the stage is, how to go on from it, and the way back to the proxy. */
import type { Clip } from '../clip/clip.ts';
import { FileButton } from '../open/file-button.tsx';
import type { SourceFile } from '../open/source-file.ts';
import { stageTexts } from './texts.ts';

interface ModelNoteProps {
  readonly clip: Clip;
  readonly onOpen: (file: SourceFile) => void;
  /** Shows the recording on the proxy; null where there is no recording. */
  readonly onLeave: (() => void) | null;
}

export function ModelNote({ clip, onOpen, onLeave }: ModelNoteProps) {
  const texts = stageTexts.use();
  const { model, solved } = clip;
  if (!model) return null;
  return (
    <div className="stage-note" role={model.problem === null ? 'status' : 'alert'}>
      {solved ? (
        <p>{texts.shownOn(model.fileName)}</p>
      ) : model.problem === null ? (
        <p>{texts.restingModel}</p>
      ) : (
        <p>
          {texts.notUnderstood} {model.problem}
        </p>
      )}
      {model.understood?.issues.map(({ message }) => (
        <p key={message} className="soft">
          {message}
        </p>
      ))}
      {!solved && model.problem === null && (
        <FileButton label={texts.openRecording} onFiles={([file]) => onOpen(file)} />
      )}
      {onLeave && (
        <button type="button" className="button" onClick={onLeave}>
          {texts.showProxy}
        </button>
      )}
    </div>
  );
}
