/** A file -> what the worker knows it by: read once, however often it is solved. */
import type { Recording } from '../solve/messages.ts';
import { fileNameOf, type SourceFile } from './source-file.ts';

const recordings = new WeakMap<SourceFile, Recording>();
let count = 0;

/** Throws an Error whose message is meant for the reader. */
export async function recordingOf(file: SourceFile, signal: AbortSignal): Promise<Recording> {
  const known = recordings.get(file);
  if (known) return known;
  const recording = { id: count++, name: fileNameOf(file), bytes: await file.bytes(signal) };
  recordings.set(file, recording);
  return recording;
}
