/** A program of its own that records a looping clip until it is killed: argument 1 is the take, and every frame number goes to stdout. */

import { createClipSource } from '../../../src/livelink/clip-source.ts';
import { createSystemClock } from '../../../src/livelink/clock.ts';
import { startTake } from '../../../src/livelink/take/take-recorder.node.ts';
import { wavingClip } from './waving-clip.ts';

const source = createClipSource(wavingClip(60, { numerator: 60, denominator: 1 }), { loop: true });
const take = await startTake(
  process.argv[2],
  { name: 'killed', target: 'metahuman', tegnVersion: '0' },
  source.subject,
);
source.start(
  {
    ...take,
    frame(frame) {
      take.frame(frame);
      process.stdout.write(`${frame.number}\n`);
    },
  },
  createSystemClock(),
);
