/**
 * Where the clip stands and how it runs. The position changes many times a second and is told to listeners; the settings change
 * when the user changes them and are React's to show.
 */
export interface PlaybackSettings {
  readonly playing: boolean;
  readonly speed: number;
  readonly loop: boolean;
}

export interface Playback {
  readonly frameCount: number;
  readonly framesPerSecond: number;
  /** In frames, 0 <= position < frameCount; whole while paused. */
  position(): number;
  settings(): PlaybackSettings;
  subscribe(listener: () => void): () => void;
  onMove(listener: (position: number) => void): () => void;
  play(): void;
  /** Stops on the frame that is passing. */
  pause(): void;
  /** Pauses on that frame. */
  seek(frame: number): void;
  step(frames: number): void;
  setSpeed(speed: number): void;
  setLoop(loop: boolean): void;
  /** To be called for each picture; moves on by the time since the last call. */
  tick(nowSeconds: number): void;
}

export const SPEEDS = [0.25, 0.5, 1] as const;
/** A page that was hidden goes on where it was; seconds. */
const LONGEST_TICK = 0.25;

export function createPlayback(frameCount: number, framesPerSecond: number, playing: boolean): Playback {
  const last = frameCount - 1;
  let position = 0;
  let lastTick: number | null = null;
  let settings: PlaybackSettings = { playing: playing && frameCount > 1, speed: 1, loop: true };
  const settingListeners = new Set<() => void>();
  const moveListeners = new Set<(position: number) => void>();

  function change(changes: Partial<PlaybackSettings>): void {
    settings = { ...settings, ...changes };
    for (const listener of settingListeners) listener();
  }

  function move(to: number): void {
    position = to;
    for (const listener of moveListeners) listener(position);
  }

  function pauseAt(frame: number): void {
    if (settings.playing) change({ playing: false });
    move(Math.min(last, Math.max(0, Math.round(frame))));
  }

  return {
    frameCount,
    framesPerSecond,
    position: () => position,
    settings: () => settings,
    subscribe: (listener) => {
      settingListeners.add(listener);
      return () => settingListeners.delete(listener);
    },
    onMove: (listener) => {
      moveListeners.add(listener);
      listener(position);
      return () => moveListeners.delete(listener);
    },
    play() {
      if (settings.playing || frameCount < 2) return;
      lastTick = null;
      if (position >= last) move(0);
      change({ playing: true });
    },
    pause: () => pauseAt(Math.floor(position)),
    seek: pauseAt,
    step(frames) {
      const to = Math.floor(position) + frames;
      pauseAt(settings.loop ? (to + frameCount) % frameCount : to);
    },
    setSpeed: (speed) => change({ speed }),
    setLoop: (loop) => change({ loop }),
    tick(now) {
      if (!settings.playing) return;
      const elapsed = lastTick === null ? 0 : Math.min(LONGEST_TICK, now - lastTick);
      lastTick = now;
      const to = position + elapsed * settings.speed * framesPerSecond;
      if (settings.loop) move(to % frameCount);
      else if (to >= last) pauseAt(last);
      else move(to);
    },
  };
}
