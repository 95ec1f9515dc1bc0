/** The bar below the stage: play, step, speed, loop and marks, the scrubber, and the lanes under it. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Clip } from '../clip/clip.ts';
import { useLaneView } from '../lanes/lane-view.ts';
import { Lanes, ZOOM_STEP } from '../lanes/lanes.tsx';
import { zoomSpan } from '../lanes/time-axis.ts';
import { useSpan } from '../lanes/use-span.ts';
import { KeyHelp } from '../playback/key-help.tsx';
import { isKeyTaken } from '../playback/key-taken.ts';
import type { Playback } from '../playback/playback.ts';
import { Position } from '../playback/position.tsx';
import { Scrubber } from '../playback/scrubber.tsx';
import { Speed } from '../playback/speed.tsx';
import { playbackTexts } from '../playback/texts.ts';
import { IconButton } from './icon-button.tsx';
import {
  BackIcon,
  ClearMarksIcon,
  ForwardIcon,
  InIcon,
  KeysIcon,
  LanesIcon,
  LoopIcon,
  OutIcon,
  PauseIcon,
  PlayIcon,
} from './icons.tsx';

interface TransportProps {
  readonly clip: Clip;
  readonly playback: Playback;
}

export function Transport({ clip, playback }: TransportProps) {
  const texts = playbackTexts.use();
  const { playing, loop, markIn, markOut } = useSyncExternalStore(playback.subscribe, playback.settings);
  const [span, changeSpan] = useSpan(playback);
  const [view, changeView] = useLaneView();
  const [showsKeys, showKeys] = useState(false);
  const end = playback.frameCount - 1;
  const here = () => Math.floor(playback.position());

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isKeyTaken(event)) return;
      const { key } = event;
      const zoom = { '+': 1 / ZOOM_STEP, '-': ZOOM_STEP, '0': Number.POSITIVE_INFINITY }[key];
      if (key === '?') showKeys(true);
      else if (key.toLowerCase() === 't') changeView({ shown: !view.shown });
      else if (zoom !== undefined) changeSpan((now) => zoomSpan(now, zoom, playback.position(), end));
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [playback, end, view.shown, changeView, changeSpan]);

  return (
    <div className="transport" data-lanes={view.shown}>
      <div className="transport-row">
        <div className="transport-buttons">
          <IconButton label={texts.previousFrame} keys="←" onClick={() => playback.step(-1)}>
            <BackIcon />
          </IconButton>
          <button
            type="button"
            className="play-button"
            aria-label={playing ? texts.pause : texts.play}
            title={`${playing ? texts.pause : texts.play} (${texts.space})`}
            onClick={playing ? playback.pause : playback.play}
          >
            {playing ? <PauseIcon /> : <PlayIcon />}
          </button>
          <IconButton label={texts.nextFrame} keys="→" onClick={() => playback.step(1)}>
            <ForwardIcon />
          </IconButton>
        </div>
        <Position clip={clip} playback={playback} />
        <div className="transport-buttons">
          <Speed playback={playback} />
          <IconButton label={texts.loop} keys="L" pressed={loop} onClick={() => playback.setLoop(!loop)}>
            <LoopIcon />
          </IconButton>
          <IconButton label={texts.setIn} keys="I" onClick={() => playback.setMark('in', here())}>
            <InIcon />
          </IconButton>
          <IconButton label={texts.setOut} keys="O" onClick={() => playback.setMark('out', here())}>
            <OutIcon />
          </IconButton>
          <IconButton
            label={texts.clearMarks}
            keys="X"
            disabled={markIn === null && markOut === null}
            onClick={playback.clearMarks}
          >
            <ClearMarksIcon />
          </IconButton>
        </div>
        <div className="transport-buttons">
          <IconButton
            label={view.shown ? texts.hideLanes : texts.showLanes}
            keys="T"
            pressed={view.shown}
            onClick={() => changeView({ shown: !view.shown })}
          >
            <LanesIcon />
          </IconButton>
          <IconButton label={texts.keys} keys="?" onClick={() => showKeys(true)}>
            <KeysIcon />
          </IconButton>
        </div>
      </div>
      <Scrubber playback={playback} span={span} />
      {view.shown && (
        <Lanes
          clip={clip}
          playback={playback}
          view={view}
          onView={changeView}
          span={span}
          onSpan={changeSpan}
        />
      )}
      {showsKeys && <KeyHelp onClose={() => showKeys(false)} />}
    </div>
  );
}
