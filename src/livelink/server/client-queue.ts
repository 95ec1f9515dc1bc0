/**
 * What waits for one client. Frames go out at once while the socket has room; for a client that reads too slowly the newest few of
 * each subject wait, older ones are dropped, and the client is told how many before the next frame it gets. Control messages and
 * static data always go out, in order. What the kernel's own socket buffers already hold cannot be taken back.
 */
import { encodeControl } from '../protocol/control.ts';

/** What a queue needs of a WebSocket. */
export interface QueuedSocket {
  /** Bytes that wait in this process. */
  readonly bufferedAmount: number;
  send(data: string | Uint8Array, sent: () => void): void;
}

export interface QueueLimits {
  /** Bytes of one client that may wait in this process before its frames are held back. */
  readonly maxBufferedBytes: number;
  /** Newest frames of each subject that are held back for a slow client. */
  readonly maxBufferedFrames: number;
}

export interface ClientQueue {
  control(text: string): void;
  /** The waiting frames of the subject are laid out by older static data, and are dropped. */
  staticData(subject: number, bytes: Uint8Array): void;
  frame(subject: number, bytes: Uint8Array): void;
  /** Everything that waits, whether there is room or not: the last word before a close. */
  flush(): void;
  /** Frames left out so far, over all subjects. */
  dropped(): number;
}

export function createClientQueue(
  socket: QueuedSocket,
  { maxBufferedBytes, maxBufferedFrames }: QueueLimits,
  onDropped: (frames: number) => void = () => {},
): ClientQueue {
  const waiting: { readonly subject: number; readonly bytes: Uint8Array }[] = [];
  const untold = new Map<number, number>();
  let total = 0;

  const hasRoom = (): boolean => socket.bufferedAmount <= maxBufferedBytes;
  const onSent = (): void => {
    while (waiting.length > 0 && hasRoom()) sendFirst();
  };

  function sendFirst(): void {
    const { subject, bytes } = waiting.shift()!;
    send(subject, bytes);
  }

  function send(subject: number, bytes: Uint8Array): void {
    if (untold.size > 0) {
      const count = untold.get(subject);
      if (count !== undefined) {
        untold.delete(subject);
        socket.send(encodeControl({ op: 'dropped', subject, count, total }), onSent);
      }
    }
    socket.send(bytes, onSent);
  }

  function drop(subject: number, at: number): void {
    waiting.splice(at, 1);
    total++;
    untold.set(subject, (untold.get(subject) ?? 0) + 1);
    onDropped(1);
  }

  return {
    control(text) {
      socket.send(text, onSent);
    },
    staticData(subject, bytes) {
      for (let i = waiting.length - 1; i >= 0; i--) if (waiting[i].subject === subject) drop(subject, i);
      socket.send(bytes, onSent);
    },
    frame(subject, bytes) {
      if (waiting.length === 0 && hasRoom()) {
        send(subject, bytes);
        return;
      }
      waiting.push({ subject, bytes });
      const ofSubject = waiting.filter((one) => one.subject === subject).length;
      if (ofSubject > maxBufferedFrames)
        drop(
          subject,
          waiting.findIndex((one) => one.subject === subject),
        );
    },
    flush() {
      while (waiting.length > 0) sendFirst();
    },
    dropped: () => total,
  };
}
