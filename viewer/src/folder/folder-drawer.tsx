/** The folder at the left of the page: what of it is listed, the list, and the way to fold it away. */
import { type ReactNode, useState } from 'react';
import { FilterField } from '../ui/filter-field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { BackIcon, ForwardIcon } from '../ui/icons.tsx';
import { type Choice, GRADES } from './choose-entries.ts';
import { FolderList } from './folder-list.tsx';
import { folderTexts } from './texts.ts';
import type { OpenFolder } from './use-folder.ts';
import { useFolderKeys } from './use-folder-keys.ts';

interface FolderDrawerProps {
  readonly open: OpenFolder;
  /** Why the chosen clip could not be opened. */
  readonly problem: string | null;
  /** What the clip is shown in. */
  readonly children: ReactNode;
}

export function FolderDrawer({ open, problem, children }: FolderDrawerProps) {
  const [folded, fold] = useState(false);
  const texts = folderTexts.use();
  const label = folded ? texts.show : texts.hide;
  useFolderKeys(open);
  return (
    <div className="with-folder" data-folded={folded}>
      <nav className="folder" aria-label={texts.folder}>
        <header>
          {!folded && <h2>{open.folder.name}</h2>}
          <IconButton label={label} expanded={!folded} onClick={() => fold(!folded)}>
            {folded ? <ForwardIcon /> : <BackIcon />}
          </IconButton>
        </header>
        {!folded && (
          <>
            {open.folder.reportPage && (
              <a className="folder-report" href={open.folder.reportPage} target="_blank" rel="noreferrer">
                {texts.report}
              </a>
            )}
            <Choices open={open} />
            {open.shown.length > 0 ? (
              <FolderList open={open} />
            ) : (
              <p className="soft folder-none">
                {open.folder.entries.length === 0 ? texts.empty : texts.none}
              </p>
            )}
            {problem !== null && (
              <p className="folder-problem" role="alert">
                {open.current && <b>{texts.notOpened(open.current.path)} </b>}
                {problem}
              </p>
            )}
          </>
        )}
      </nav>
      <div className="beside-folder">{children}</div>
    </div>
  );
}

function Choices({ open: { folder, shown, choice, choose, step, current } }: { readonly open: OpenFolder }) {
  const texts = folderTexts.use();
  const at = current ? shown.indexOf(current) : -1;
  const change = (changes: Partial<Choice>) => choose({ ...choice, ...changes });
  const count = folder.entries.length;
  return (
    <div className="folder-choices">
      <FilterField label={texts.filter} value={choice.text} onChange={(text) => change({ text })} />
      <div>
        <select
          aria-label={texts.quality}
          value={choice.grade}
          onChange={({ currentTarget }) => change({ grade: currentTarget.value as Choice['grade'] })}
        >
          <option value="all">{texts.allGrades}</option>
          {GRADES.map((grade) => (
            <option key={grade} value={grade}>
              {texts.grades[grade]}
            </option>
          ))}
        </select>
        <select
          aria-label={texts.order}
          value={choice.order}
          onChange={({ currentTarget }) => change({ order: currentTarget.value as Choice['order'] })}
        >
          <option value="name">{texts.orders.name}</option>
          <option value="worst">{texts.orders.worst}</option>
        </select>
      </div>
      <div>
        <span className="soft" role="status">
          {shown.length === count ? texts.clips(count) : texts.shownOf(shown.length, count)}
        </span>
        <IconButton label={texts.previous} disabled={at === 0 || shown.length === 0} onClick={() => step(-1)}>
          <BackIcon />
        </IconButton>
        <IconButton
          label={texts.next}
          disabled={at === shown.length - 1 || shown.length === 0}
          onClick={() => step(1)}
        >
          <ForwardIcon />
        </IconButton>
      </div>
      {folder.cut && <p className="soft">{texts.cut}</p>}
    </div>
  );
}
