/** A labelled slider with its value in words. Tells its value while it is dragged, a moment after the last move. */
import { useEffect, useId, useRef, useState } from 'react';

interface SliderProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly inWords: (value: number) => string;
  readonly onChange: (value: number) => void;
}

/** Long enough that a quick drag solves a few times and not fifty. */
const PAUSE_MILLIS = 120;

export function Slider({ label, min, max, step, value, inWords, onChange }: SliderProps) {
  const id = useId();
  const [held, hold] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const shown = held ?? value;
  return (
    <div className="slider">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id} className="soft">
        {inWords(shown)}
      </output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={shown}
        aria-valuetext={inWords(shown)}
        style={{ '--part': (shown - min) / (max - min) } as React.CSSProperties}
        onChange={({ currentTarget }) => {
          const to = Number(currentTarget.value);
          hold(to);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            hold(null);
            onChange(to);
          }, PAUSE_MILLIS);
        }}
      />
    </div>
  );
}
