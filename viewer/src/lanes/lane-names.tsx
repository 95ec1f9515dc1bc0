/**
 * The names beside the lanes. A name is the lane for the keyboard: left and right go to its changes, up and down to other lanes, Enter
 * to the next change; what is drawn stands with it in words.
 */
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Playback } from '../playback/playback.ts';
import { ChooseLanes } from './choose-lanes.tsx';
import type { GroupName, Lane } from './lane.ts';
import { nextChange } from './lane-changes.ts';
import { laneName, laneSummary } from './lane-words.ts';
import type { Row } from './rows.ts';
import { laneTexts } from './texts.ts';

interface LaneNamesProps {
  readonly rows: readonly Row[];
  readonly playback: Playback;
  readonly chosen: Readonly<Partial<Record<GroupName, readonly string[]>>>;
  readonly onFold: (group: GroupName) => void;
  readonly onChoose: (group: GroupName, names: readonly string[]) => void;
}

export function LaneNames({ rows, playback, chosen, onFold, onChoose }: LaneNamesProps) {
  const texts = laneTexts.use();
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const ids = rows.flatMap(({ lane }) => lane?.id ?? []);
  const tabStop = current !== null && ids.includes(current) ? current : ids[0];

  const goTo = (lane: Lane, direction: 1 | -1) => {
    const frame = nextChange(lane, Math.floor(playback.position()), direction);
    if (frame !== null) playback.seek(frame);
  };
  const onKey = (event: KeyboardEvent, lane: Lane) => {
    const { key, shiftKey } = event;
    if (shiftKey) return;
    if (key === 'ArrowRight' || key === 'ArrowLeft') goTo(lane, key === 'ArrowRight' ? 1 : -1);
    else if (key === 'ArrowDown' || key === 'ArrowUp') {
      const buttons = [...list.current!.querySelectorAll<HTMLElement>('.lane-name')];
      buttons[ids.indexOf(lane.id) + (key === 'ArrowDown' ? 1 : -1)]?.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <div className="lane-names" ref={list}>
      {rows.map(({ lane, group, open, top, height }, row) =>
        lane === null ? (
          <div key={group.name} className="lane-head" style={{ top, height }}>
            <button type="button" aria-expanded={open} onClick={() => onFold(group.name)}>
              <i aria-hidden="true" />
              {texts.groups[group.name]}
            </button>
            {open && group.choices.length > 0 && (
              <ChooseLanes
                group={group.name}
                choices={group.choices}
                chosen={chosen[group.name] ?? []}
                onChoose={(names) => onChoose(group.name, names)}
              />
            )}
          </div>
        ) : (
          <button
            key={lane.id}
            type="button"
            className="lane-name"
            style={{ top, height }}
            title={laneSummary(lane, texts)}
            aria-describedby={`${prefix}${row}`}
            tabIndex={lane.id === tabStop ? 0 : -1}
            onFocus={() => setCurrent(lane.id)}
            onClick={() => goTo(lane, 1)}
            onKeyDown={(event) => onKey(event, lane)}
          >
            {laneName(lane, texts)}
            <span id={`${prefix}${row}`} hidden>
              {laneSummary(lane, texts)}
            </span>
          </button>
        ),
      )}
    </div>
  );
}
