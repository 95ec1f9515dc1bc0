/** A clock that stands still until a test moves it. */
import type { Clock } from '../../../src/livelink/clock.ts';

export interface ManualClock extends Clock {
  /** Runs what falls due, in order of time, then stands at now + seconds. */
  advance(seconds: number): void;
  /** Jumps as a machine does that was asleep: tasks run late, all at the new time. */
  jump(seconds: number): void;
}

export function createManualClock(start = 100): ManualClock {
  let time = start;
  const tasks = new Set<{ time: number; task: () => void }>();
  const takeDue = (until: number) => {
    const [first] = [...tasks].filter((one) => one.time <= until).sort((a, b) => a.time - b.time);
    if (first) tasks.delete(first);
    return first;
  };
  return {
    now: () => time,
    at(due, task) {
      const entry = { time: due, task };
      tasks.add(entry);
      return () => tasks.delete(entry);
    },
    advance(seconds) {
      const end = time + seconds;
      for (let due = takeDue(end); due; due = takeDue(end)) {
        time = Math.max(time, due.time);
        due.task();
      }
      time = end;
    },
    jump(seconds) {
      time += seconds;
      for (let due = takeDue(time); due; due = takeDue(time)) due.task();
    },
  };
}
