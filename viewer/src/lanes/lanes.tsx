/** Lanes under the scrubber: what is known of every frame, aligned with it. */
import { useMemo, useRef } from 'react';
import type { Clip } from '../clip/clip.ts';
import { jointRoles } from '../inspect/joint-roles.ts';
import type { Playback } from '../playback/playback.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ShowAllIcon, ZoomInIcon, ZoomOutIcon } from '../ui/icons.tsx';
import type { GroupName, RunKind } from './lane.ts';
import { LaneField } from './lane-field.tsx';
import { laneGroups } from './lane-groups.ts';
import { LaneNames } from './lane-names.tsx';
import type { LaneView } from './lane-view.ts';
import { layOutRows } from './rows.ts';
import { laneTexts } from './texts.ts';
import { type Span, zoomSpan } from './time-axis.ts';

interface LanesProps {
  readonly clip: Clip;
  readonly playback: Playback;
  readonly view: LaneView;
  readonly onView: (changes: Partial<LaneView>) => void;
  readonly span: Span;
  readonly onSpan: (change: (span: Span) => Span) => void;
}

const LEGEND: readonly RunKind[] = ['measured', 'repaired', 'invented', 'clamped', 'outOfLimit'];

export function Lanes({ clip, playback, view, onView, span, onSpan }: LanesProps) {
  const texts = laneTexts.use();
  const caption = useRef<HTMLSpanElement>(null);
  const { open, face, speed } = view;
  const roles = useMemo(() => jointRoles(clip), [clip]);
  const groups = useMemo(
    () => laneGroups(clip, roles, { face, speed }, open),
    [clip, roles, face, speed, open],
  );
  const rows = useMemo(() => layOutRows(groups, open), [groups, open]);
  const end = playback.frameCount - 1;
  const fold = (group: GroupName) =>
    onView({ open: open.includes(group) ? open.filter((name) => name !== group) : [...open, group] });
  const zoom = (factor: number) => onSpan((now) => zoomSpan(now, factor, playback.position(), end));
  return (
    <section className="lanes" aria-label={texts.lanes}>
      <div className="lanes-head">
        <div className="lanes-zoom">
          <IconButton label={texts.zoomOut} keys="−" onClick={() => zoom(ZOOM_STEP)}>
            <ZoomOutIcon />
          </IconButton>
          <IconButton label={texts.zoomIn} keys="+" onClick={() => zoom(1 / ZOOM_STEP)}>
            <ZoomInIcon />
          </IconButton>
          <IconButton label={texts.showAll} keys="0" onClick={() => onSpan(() => ({ first: 0, last: end }))}>
            <ShowAllIcon />
          </IconButton>
          <span className="soft" role="status" aria-label={texts.shown}>
            {texts.shownFrames(Math.round(span.first), Math.round(span.last))}
          </span>
        </div>
        <p className="lanes-legend soft">
          {LEGEND.map((kind) => (
            <span key={kind}>
              <i data-kind={kind} />
              {texts.kinds[kind]}
            </span>
          ))}
        </p>
        <span className="lanes-caption" ref={caption} aria-hidden="true" />
      </div>
      <div className="lanes-scroll">
        <LaneNames
          rows={rows}
          playback={playback}
          chosen={{ face, speed }}
          onFold={fold}
          onChoose={(group, names) => onView({ [group]: names })}
        />
        <LaneField rows={rows} playback={playback} span={span} onSpan={onSpan} caption={caption} />
      </div>
    </section>
  );
}

/** Of the buttons and keys. */
export const ZOOM_STEP = 1.6;
