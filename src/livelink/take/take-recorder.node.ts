/**
 * Live frames -> a take on disk. Every frame is handed to the operating system at once, one write after another, so that a killed program
 * loses a frame or two; once a second the disk is told to keep what it has, so that a cut of power loses no more than that second.
 */
import { open } from 'node:fs/promises';
import { TegnError } from '../../issues/issues.ts';
import { PART_NAMES } from '../../motion/motion-clip.ts';
import type { FrameSink, LiveSubject } from '../frame-source.ts';
import { createWireSubject, type WireSubject } from '../server/wire-subject.ts';
import { TAKE_BODY, TAKE_FACE, type TakeHeader, takeHeaderRecord, takeRecord } from './take-format.ts';

export interface TakeRecorder extends FrameSink {
  /** Frames handed over so far. */
  readonly frames: number;
  /** Resolves when everything is on disk; throws E_OUTPUT_WRITE when something is not. */
  close(): Promise<void>;
}

/** Milliseconds between flushes to the disk. */
const SYNC_MILLIS = 1000;
/** Bytes that may wait for the disk; ten minutes of a body and its face at 60 frames a second are 45 MB. */
const MOST_WAITING = 64 * 2 ** 20;

/** Throws E_OUTPUT_EXISTS where there is a file already, E_OUTPUT_WRITE where none can be made. */
export async function startTake(
  path: string,
  header: Omit<TakeHeader, 'op' | 'version'>,
  subject: LiveSubject,
): Promise<TakeRecorder> {
  const file = await open(path, 'wx').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') throw new TegnError('E_OUTPUT_EXISTS', `${path} exists.`, { path }, cause);
    throw new TegnError('E_OUTPUT_WRITE', `Cannot write ${path}: ${cause.message}.`, { path }, cause);
  });
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let failure: unknown = null;
  let synced = performance.now();
  let writing: Promise<void> | null = null;
  let frames = 0;
  const parts: WireSubject[] = [
    createWireSubject('body', TAKE_BODY, subject, 0),
    createWireSubject('face', TAKE_FACE, subject, 0),
  ];

  async function writeWaiting(): Promise<void> {
    try {
      while (waiting.length > 0) {
        const bytes = Buffer.concat(waiting);
        waiting = [];
        waitingBytes = 0;
        await file.writeFile(bytes);
        if (performance.now() - synced < SYNC_MILLIS) continue;
        synced = performance.now();
        await file.datasync();
      }
    } catch (error) {
      failure = error;
    }
    writing = null;
  }

  function append(bytes: Uint8Array): void {
    if (failure) return;
    waiting.push(bytes);
    waitingBytes += bytes.length;
    if (waitingBytes > MOST_WAITING) failure = new Error('the disk does not keep up');
    else writing ??= writeWaiting();
  }

  const appendStaticData = (): void => {
    for (const part of parts) append(takeRecord(part.staticBytes()));
  };

  append(takeHeaderRecord(header));
  appendStaticData();
  return {
    get frames() {
      return frames;
    },
    subject(to) {
      for (const part of parts) part.change(to, 0);
      appendStaticData();
    },
    frame(frame) {
      frames++;
      for (const part of parts) part.take(frame);
      const provenance = frame.provenance.slice(0, PART_NAMES.length);
      append(takeRecord(parts[TAKE_FACE].latest(false)!));
      append(takeRecord(parts[TAKE_BODY].latest(false)!, provenance));
    },
    end: () => {},
    changed: () => {},
    async close() {
      while (writing) await writing;
      await file.datasync().catch((error) => {
        failure ??= error;
      });
      await file.close();
      if (failure) {
        const reason = failure instanceof Error ? failure.message : String(failure);
        throw new TegnError('E_OUTPUT_WRITE', `Cannot write ${path}: ${reason}.`, { path }, failure);
      }
    },
  };
}
