/** A source that feeds others besides whoever starts it: a recorder, bridges. Whoever starts it hears of every frame first. */
import type { FrameSink, FrameSource } from './frame-source.ts';

export function withSinks(source: FrameSource, sinks: readonly FrameSink[]): FrameSource {
  return {
    get subject() {
      return source.subject;
    },
    start(sink, clock) {
      const all = [sink, ...sinks];
      return source.start(
        {
          subject: (subject) => {
            for (const one of all) one.subject(subject);
          },
          frame: (frame) => {
            for (const one of all) one.frame(frame);
          },
          end: () => {
            for (const one of all) one.end();
          },
          changed: () => {
            for (const one of all) one.changed();
          },
        },
        clock,
      );
    },
  };
}
