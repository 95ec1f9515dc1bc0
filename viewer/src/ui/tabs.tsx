/** Panels of which one is shown at a time; arrow keys move between their tabs. */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
}

export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const [chosen, choose] = useState(tabs[0].id);
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const shown = tabs.find(({ id }) => id === chosen) ?? tabs[0];

  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const to = (tabs.indexOf(shown) + step + tabs.length) % tabs.length;
    choose(tabs[to].id);
    (list.current!.children[to] as HTMLElement).focus();
  };

  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={list}>
        {tabs.map(({ id, label: name }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${prefix}${id}`}
            aria-selected={id === shown.id}
            aria-controls={`${prefix}panel`}
            tabIndex={id === shown.id ? 0 : -1}
            onClick={() => choose(id)}
            onKeyDown={move}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        className="tab-panel"
        role="tabpanel"
        id={`${prefix}panel`}
        aria-labelledby={`${prefix}${shown.id}`}
      >
        {shown.content}
      </div>
    </>
  );
}
