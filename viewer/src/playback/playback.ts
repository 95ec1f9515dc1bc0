/**
 * Where the clip stands and how it runs. The position changes many times a second and is told to listeners; the settings change
 * when the user changes them and are React's to show.
 */

/** First and last frame, both included. */
export type FrameRange = readonly [first: number, last: number];

export interface PlaybackSettings {
  readonly playing: boolean;
  readonly speed: number;
  readonly loop: boolean;
  /** The in and out marks; null where there is none. */
  readonly markIn: number | null;
  readonly markOut: number | null;
}

export interface Playback {
  readonly frameCount: number;
  readonly framesPerSecond: number;
  /** In frames, 0 <= position <= frameCount - 1; whole while paused. */
  position(): number;
  settings(): PlaybackSettings;
  /** What lies between the marks, which is what plays; null without marks. The same array until a mark changes. */
  range(): FrameRange | null;
  subscribe(listener: () => void): () => void;
  onMove(listener: (position: number) => void): () => void;
  /** From where it stands, or from the in mark where that is outside of the marks. */
  play(): void;
  /** Stops on the frame that is passing. */
  pause(): void;
  /** Pauses on that frame, within the marks or not. */
  seek(frame: number): void;
  step(frames: number): void;
  setSpeed(speed: number): void;
  /** The next speed of SPEEDS up (1) or down (-1). */
  stepSpeed(by: 1 | -1): void;
  setLoop(loop: boolean): void;
  /** Null takes the mark away. A mark beyond the other takes the other away. */
  setMark(which: 'in' | 'out', frame: number | null): void;
  clearMarks(): void;
  /** To be called for each picture; moves on by the time since the last call. */
  tick(nowSeconds: number): void;
}

export const SPEEDS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2] as const;
/** A page that was hidden goes on where it was; seconds. */
const LONGEST_TICK = 0.25;

export function createPlayback(frameCount: number, framesPerSecond: number, playing: boolean): Playback {
  const end = frameCount - 1;
  /** Runs on to the end of the time that the last frame is shown; what is told stays on the last frame. */
  let playhead = 0;
  let lastTick: number | null = null;
  let settings: PlaybackSettings = {
    playing: playing && frameCount > 1,
    speed: 1,
    loop: true,
    markIn: null,
    markOut: null,
  };
  let range: FrameRange | null = null;
  const settingListeners = new Set<() => void>();
  const moveListeners = new Set<(position: number) => void>();

  const first = () => range?.[0] ?? 0;
  const last = () => range?.[1] ?? end;
  const position = () => (settings.playing ? Math.min(playhead, last()) : playhead);

  function change(changes: Partial<PlaybackSettings>): void {
    settings = { ...settings, ...changes };
    for (const listener of settingListeners) listener();
  }

  function mark(markIn: number | null, markOut: number | null): void {
    range = markIn === null && markOut === null ? null : [markIn ?? 0, markOut ?? end];
    change({ markIn, markOut });
  }

  function move(to: number): void {
    playhead = to;
    const told = position();
    for (const listener of moveListeners) listener(told);
  }

  function pauseAt(frame: number): void {
    playhead = within(Math.round(frame));
    if (settings.playing) change({ playing: false });
    move(playhead);
  }

  const within = (frame: number) => Math.min(end, Math.max(0, frame));

  return {
    frameCount,
    framesPerSecond,
    position,
    settings: () => settings,
    range: () => range,
    subscribe: (listener) => {
      settingListeners.add(listener);
      return () => settingListeners.delete(listener);
    },
    onMove: (listener) => {
      moveListeners.add(listener);
      listener(position());
      return () => moveListeners.delete(listener);
    },
    play() {
      if (settings.playing || frameCount < 2) return;
      lastTick = null;
      if (playhead >= last() || playhead < first()) move(first());
      change({ playing: true });
    },
    pause: () => pauseAt(Math.floor(position())),
    seek: pauseAt,
    step(frames) {
      const to = Math.floor(position()) + frames;
      pauseAt(settings.loop ? (to + frameCount) % frameCount : to);
    },
    setSpeed: (speed) => change({ speed }),
    stepSpeed(by) {
      const next =
        by > 0 ? SPEEDS.find((s) => s > settings.speed) : SPEEDS.findLast((s) => s < settings.speed);
      if (next !== undefined) change({ speed: next });
    },
    setLoop: (loop) => change({ loop }),
    setMark(which, frame) {
      const at = frame === null ? null : within(Math.round(frame));
      const { markIn, markOut } = settings;
      const crossed =
        at !== null && (which === 'in' ? markOut !== null && markOut < at : markIn !== null && markIn > at);
      if (which === 'in') mark(at, crossed ? null : markOut);
      else mark(crossed ? null : markIn, at);
    },
    clearMarks: () => mark(null, null),
    tick(now) {
      if (!settings.playing) return;
      const elapsed = lastTick === null ? 0 : Math.min(LONGEST_TICK, now - lastTick);
      lastTick = now;
      const from = first();
      const to = Math.max(from, playhead) + elapsed * settings.speed * framesPerSecond;
      const length = last() - from + 1;
      if (settings.loop) move(from + ((to - from) % length));
      else if (to >= last()) pauseAt(last());
      else move(to);
    },
  };
}
