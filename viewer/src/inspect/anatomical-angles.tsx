/** Flexion, abduction and twist of a joint, now, each on the scale of its range. */
import { useEffect, useMemo, useRef } from 'react';
import type { ActorJoint } from '../../../src/index.ts';
import type { Clip } from '../clip/clip.ts';
import type { Playback } from '../playback/playback.ts';
import { createSlide } from '../playback/slide.ts';
import { DEGREES, degreesInWords } from './degrees.ts';
import { createAngleReader, limitOfRole } from './joint-angles.ts';
import { rigOfClip } from './joint-roles.ts';
import { inspectTexts } from './texts.ts';

interface AnatomicalAnglesProps {
  readonly role: ActorJoint;
  readonly clip: Clip;
  readonly playback: Playback;
}

const ANGLES = ['flexion', 'abduction', 'twist'] as const;
type Angle = (typeof ANGLES)[number];

export function AnatomicalAngles({ role, clip, playback }: AnatomicalAnglesProps) {
  const texts = inspectTexts.use();
  const list = useRef<HTMLDListElement>(null);
  const read = useMemo(() => createAngleReader(rigOfClip(clip)!, clip.motion), [clip]);
  const limit = limitOfRole(role);

  useEffect(() => {
    const find = (part: string, angle: Angle) =>
      list.current!.querySelector<HTMLElement>(`[data-${part}="${angle}"]`);
    const outputs = ANGLES.map((angle) => find('number', angle)!);
    const slides = ANGLES.map((angle) => {
      const marker = find('marker', angle);
      return marker && createSlide(marker, { left: '0%' }, { left: '100%' });
    });
    const values = { flexion: 0, abduction: 0, twist: 0 };
    let shown = -1;
    const stop = playback.onMove((position) => {
      const frame = Math.floor(position);
      if (frame === shown) return;
      shown = frame;
      read(role, frame, values);
      for (let i = 0; i < ANGLES.length; i++) {
        const value = values[ANGLES[i]] * DEGREES;
        const [low, high] = limit?.[ANGLES[i]] ?? [0, 0];
        outputs[i].textContent = degreesInWords(values[ANGLES[i]]);
        outputs[i].dataset['outside'] = limit && beyond(value, low, high) > ROUNDING ? 'true' : 'false';
        slides[i]?.to((value - low) / (high - low));
      }
    });
    return () => {
      stop();
      for (const slide of slides) slide?.cancel();
    };
  }, [playback, read, role, limit]);

  return (
    <section aria-label={texts.anatomical}>
      <h3>
        {texts.anatomical} <span className="soft">{texts.anatomicalHint}</span>
      </h3>
      <dl className="angles" ref={list}>
        {ANGLES.map((angle) => {
          const [low, high] = limit?.[angle] ?? [0, 0];
          return (
            <div key={angle}>
              <dt>{texts.angles[angle]}</dt>
              <dd data-number={angle} />
              <dd className="soft angle-limit">
                {limit === null ? texts.noLimit : low === high ? texts.hinge : texts.limit(low, high)}
                {high > low && (
                  <span className="angle-range" aria-hidden="true">
                    <i data-marker={angle} />
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

/** A target's own rest pose is known to a degree or so. */
const ROUNDING = 1;

const beyond = (value: number, low: number, high: number): number => Math.max(low - value, value - high);
