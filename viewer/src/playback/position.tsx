/**
 * Frame and timecode, moved through refs. The timecode is that of the exported files, non-drop, and can be drop-frame where the rate
 * knows both.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { hasDropFrame } from '../../../src/index.ts';
import type { Clip } from '../clip/clip.ts';
import type { Playback } from './playback.ts';
import { playbackTexts } from './texts.ts';
import { createTimecode, rateOfClip } from './timecode.ts';

const KEY = 'tegn-drop-frame';

interface PositionProps {
  readonly clip: Clip;
  readonly playback: Playback;
}

export function Position({ clip, playback }: PositionProps) {
  const texts = playbackTexts.use();
  const [wantsDropFrame, want] = useState(() => localStorage.getItem(KEY) === 'yes');
  const frame = useRef<HTMLSpanElement>(null);
  const code = useRef<HTMLSpanElement>(null);
  const rate = useMemo(() => rateOfClip(clip), [clip]);
  const timecode = useMemo(
    () => createTimecode(rate, clip.metadata.startFrame, wantsDropFrame),
    [rate, clip, wantsDropFrame],
  );

  useEffect(() => {
    let shown = -1;
    return playback.onMove((position) => {
      const whole = Math.floor(position);
      if (whole === shown) return;
      shown = whole;
      frame.current!.textContent = String(whole);
      code.current!.textContent = timecode.labelOf(whole);
    });
  }, [playback, timecode]);

  const label = timecode.dropFrame ? texts.dropFrame : texts.nonDropFrame;
  const change = () => {
    localStorage.setItem(KEY, wantsDropFrame ? 'no' : 'yes');
    want(!wantsDropFrame);
  };
  return (
    <div className="position">
      <span
        className="position-frame"
        style={{ minWidth: `${String(playback.frameCount - 1).length * 2 + 2}ch` }}
      >
        <span ref={frame}>0</span>
        <span className="soft"> / {playback.frameCount - 1}</span>
      </span>
      {hasDropFrame(rate) ? (
        <button type="button" className="timecode" title={label} onClick={change}>
          <span className="unseen">{label} </span>
          <span ref={code} />
        </button>
      ) : (
        <span className="timecode" title={texts.timecode}>
          <span ref={code} />
        </span>
      )}
    </div>
  );
}
