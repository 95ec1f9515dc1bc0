/**
 * The rows of a folder, of which only those in sight exist: as tall as all of them, drawn where it is scrolled to. A list box: one place
 * in the tab order, arrows move in it, Enter opens.
 */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { FolderRow } from './folder-row.tsx';
import { folderTexts } from './texts.ts';
import type { OpenFolder } from './use-folder.ts';

/** Pixels; folder.css has the same. */
const ROW_HEIGHT = 72;
/** Rows beyond the edges, so that slow scrolling shows no blank. */
const OVERSCAN = 2;

export function FolderList({ open }: { readonly open: OpenFolder }) {
  const { shown, current, summaries, open: openEntry } = open;
  const texts = folderTexts.use();
  const list = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 0 });
  const [chosen, choose] = useState<string | null>(null);
  const prefix = useId();
  const currentAt = current ? shown.indexOf(current) : -1;
  const activeAt = Math.max(
    0,
    shown.findIndex(({ path }) => path === (chosen ?? current?.path)),
  );

  useLayoutEffect(() => {
    const element = list.current!;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);

  // the clip that is shown stays in sight when the keys go on to the next
  useEffect(() => {
    choose(null);
    if (currentAt >= 0) bringIntoSight(list.current!, currentAt);
  }, [currentAt]);

  const first = Math.max(0, Math.floor(view.top / ROW_HEIGHT) - OVERSCAN);
  const last = Math.min(shown.length, Math.ceil((view.top + view.height) / ROW_HEIGHT) + OVERSCAN);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(view.height / ROW_HEIGHT) - 1);
    const to = {
      ArrowDown: activeAt + 1,
      ArrowUp: activeAt - 1,
      PageDown: activeAt + page,
      PageUp: activeAt - page,
      Home: 0,
      End: shown.length - 1,
    }[event.key];
    if (to !== undefined) {
      const at = Math.min(shown.length - 1, Math.max(0, to));
      choose(shown[at].path);
      bringIntoSight(list.current!, at);
    } else if (event.key === 'Enter') openEntry(shown[activeAt]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className="folder-list"
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={texts.list}
      aria-activedescendant={activeAt >= first && activeAt < last ? `${prefix}${activeAt}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: shown.length * ROW_HEIGHT }}>
        {shown.slice(first, last).map((entry, i) => (
          <FolderRow
            key={entry.path}
            id={`${prefix}${first + i}`}
            entry={entry}
            summaries={summaries}
            position={first + i}
            count={shown.length}
            top={(first + i) * ROW_HEIGHT}
            isCurrent={entry === current}
            isActive={first + i === activeAt}
            onOpen={openEntry}
          />
        ))}
      </div>
    </div>
  );
}

function bringIntoSight(list: HTMLElement, at: number): void {
  const top = at * ROW_HEIGHT;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + ROW_HEIGHT > list.scrollTop + list.clientHeight) {
    list.scrollTop = top + ROW_HEIGHT - list.clientHeight;
  }
}
