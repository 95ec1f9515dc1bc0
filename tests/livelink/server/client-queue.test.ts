import { expect, test } from 'vitest';
import { type ClientQueue, createClientQueue } from '../../../src/livelink/server/client-queue.ts';

/** A socket that holds everything until it is drained, and a queue of at most two frames of a subject. */
function slowClient() {
  const sent: string[] = [];
  const pending: (() => void)[] = [];
  let buffered = 0;
  const dropped: number[] = [];
  const socket = {
    get bufferedAmount() {
      return buffered;
    },
    send(data: string | Uint8Array, done: () => void) {
      sent.push(typeof data === 'string' ? describe(data) : `${data[0]}.${data[1]}`);
      buffered += data.length;
      pending.push(done);
    },
  };
  const queue = createClientQueue(socket, { maxBufferedBytes: 0, maxBufferedFrames: 2 }, (n) =>
    dropped.push(n),
  );
  /** Everything that was sent has left. */
  const drain = () => {
    buffered = 0;
    for (const done of pending.splice(0)) done();
  };
  return { queue, sent, drain, dropped };
}

const describe = (json: string): string => {
  const { op, subject, count, total } = JSON.parse(json);
  return op === 'dropped' ? `dropped ${count} of ${subject}, ${total} in all` : op;
};

/** Frame n of a subject, as two bytes. */
const frame = (queue: ClientQueue, subject: number, n: number) =>
  queue.frame(subject, Uint8Array.of(subject, n));

test('frames go out at once while there is room', () => {
  const { queue, sent, drain } = slowClient();
  frame(queue, 0, 1);
  drain();
  frame(queue, 0, 2);
  expect(sent).toEqual(['0.1', '0.2']);
});

test('while there is none the newest two of each subject wait, and older ones are counted', () => {
  const { queue, sent, drain, dropped } = slowClient();
  for (let n = 1; n <= 6; n++) {
    frame(queue, 0, n);
    frame(queue, 1, n);
  }
  expect(sent).toEqual(['0.1']);
  for (let i = 0; i < 8; i++) drain();
  expect(sent).toEqual([
    '0.1',
    'dropped 3 of 0, 7 in all',
    '0.5',
    'dropped 4 of 1, 7 in all',
    '1.5',
    '0.6',
    '1.6',
  ]);
  expect(dropped.length).toBe(7);
  expect(queue.dropped()).toBe(7);
});

test('control messages are never held back', () => {
  const { queue, sent } = slowClient();
  frame(queue, 0, 1);
  frame(queue, 0, 2);
  queue.control('{"op":"status"}');
  expect(sent).toEqual(['0.1', 'status']);
});

test('new static data drops the waiting frames of its subject alone: they are laid out by older data', () => {
  const { queue, sent, drain } = slowClient();
  frame(queue, 0, 1);
  frame(queue, 0, 2);
  frame(queue, 1, 2);
  queue.staticData(0, Uint8Array.of(0, 99));
  frame(queue, 0, 3);
  for (let i = 0; i < 4; i++) drain();
  expect(sent).toEqual(['0.1', '0.99', '1.2', 'dropped 1 of 0, 1 in all', '0.3']);
});

test('the last word is everything that waits', () => {
  const { queue, sent } = slowClient();
  for (let n = 1; n <= 3; n++) frame(queue, 0, n);
  queue.flush();
  expect(sent).toEqual(['0.1', '0.2', '0.3']);
});
