/** One clip of the folder: its figure, name, length, and how good it is with the worst reason. */
import { memo, useEffect, useSyncExternalStore } from 'react';
import { gradeOf } from './choose-entries.ts';
import type { FolderEntry } from './folder.ts';
import type { KnownClip, Summaries } from './summaries.ts';
import { folderTexts } from './texts.ts';

interface FolderRowProps {
  readonly id: string;
  readonly entry: FolderEntry;
  readonly summaries: Summaries;
  /** In the list, from 0, and of how many. */
  readonly position: number;
  readonly count: number;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly isCurrent: boolean;
  readonly isActive: boolean;
  readonly onOpen: (entry: FolderEntry) => void;
}

export const FolderRow = memo(function FolderRow(props: FolderRowProps) {
  const { id, entry, summaries, position, count, top, isCurrent, isActive, onOpen } = props;
  const known = useSyncExternalStore(summaries.subscribe, () => summaries.of(entry.path));
  useEffect(() => summaries.want(entry), [summaries, entry]);
  const texts = folderTexts.use();
  const { quality, seconds, problem } = known;
  const grade = gradeOf(known);
  const [folder, name] = split(entry.path);
  const reasons = problem === undefined ? (quality?.reasons ?? []) : [problem];
  const score = quality?.score.toFixed(2);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list box has the focus
    <div
      id={id}
      className="folder-row"
      role="option"
      aria-selected={isCurrent}
      aria-posinset={position + 1}
      aria-setsize={count}
      data-active={isActive}
      style={{ top }}
      title={[entry.path, ...reasons].join('\n')}
      onClick={() => onOpen(entry)}
    >
      <FigurePicture known={known} />
      <span className="folder-name">{name}</span>
      <span className="folder-badge" data-grade={grade}>
        {score !== undefined && (
          <>
            <i aria-hidden="true" />
            <span aria-hidden="true">{score}</span>
            <span className="unseen">{texts.score(score, texts.grades[grade])}</span>
          </>
        )}
      </span>
      <span className="folder-facts soft">
        {[typeof seconds === 'number' ? texts.seconds(seconds.toFixed(2)) : '', folder]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="folder-reason soft">{reasons[0] ?? ''}</span>
    </div>
  );
});

function FigurePicture({ known: { figure } }: { readonly known: KnownClip }) {
  return (
    <svg className="figure" viewBox="0 0 100 100" aria-hidden="true" data-known={figure !== undefined}>
      {figure && (
        <>
          <path d={figure.body} />
          <path d={figure.leftHand} data-part="leftHand" />
          <path d={figure.rightHand} data-part="rightHand" />
        </>
      )}
    </svg>
  );
}

function split(path: string): [folder: string, name: string] {
  const at = path.lastIndexOf('/');
  return at < 0 ? ['', path] : [path.slice(0, at), path.slice(at + 1)];
}
