// Benchmark frames file -> its clips, one after the other.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

export async function* readClips(path) {
  let frames = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (!line) continue;
    const frame = JSON.parse(line);
    if (frames.length > 0 && frames[0].clip !== frame.clip) {
      yield frames;
      frames = [];
    }
    frames.push(frame);
  }
  if (frames.length > 0) yield frames;
}
