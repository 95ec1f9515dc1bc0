/** The sources of a server, each with the subjects that it feeds. */
import type { FrameSource, RunningSource } from '../frame-source.ts';
import { createWireSubject, type WireSubject } from './wire-subject.ts';

export interface Feed {
  readonly source: FrameSource;
  readonly subjects: readonly WireSubject[];
  running: RunningSource | null;
  statusTime: number;
}

/** Body and face of each source, numbered through. */
export function createFeeds(sources: readonly FrameSource[], face: boolean, time: number): Feed[] {
  let index = 0;
  return sources.map((source) => {
    const subjects = [createWireSubject('body', index++, source.subject, time)];
    if (face && source.subject.curveNames.length > 0)
      subjects.push(createWireSubject('face', index++, source.subject, time));
    return { source, subjects, running: null, statusTime: 0 };
  });
}
