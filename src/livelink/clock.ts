/** Time as an argument: seconds that never go back, and tasks at absolute times. */
export interface Clock {
  /** Seconds, monotonic, with an origin of its own. */
  now(): number;
  /** Runs `task` once, at `time` or soon after, never before. The result takes the task back. */
  at(time: number, task: () => void): () => void;
}

/** The machine's clock. Browsers and Node fire timers up to a millisecond early, hence the second look. */
export function createSystemClock(): Clock {
  const now = () => performance.now() / 1000;
  return {
    now,
    at(time, task) {
      let timer: ReturnType<typeof setTimeout>;
      const wait = () => {
        timer = setTimeout(() => (now() >= time ? task() : wait()), Math.max(0, (time - now()) * 1000));
      };
      wait();
      return () => clearTimeout(timer);
    },
  };
}
