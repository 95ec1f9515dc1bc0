import { expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { estimateSkeleton } from '../../src/calibrate/estimate-skeleton.ts';
import { measurableRecordings } from '../../src/calibrate/observe-recording.ts';
import { readEstimate, writeEstimate } from '../../src/calibrate/skeleton-estimate.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { makeClip } from '../../src/pipeline/make-clip.ts';

const { recording } = createSample({ ...chinForward, frameCount: 40 });

it('an estimate holds the signer’s neutral face, is read back with it, and the solver uses it', async () => {
  const recordings = measurableRecordings(recording).map((one) => ({
    name: 'a',
    recording: one,
    lifted: null,
  }));
  const { estimate } = estimateSkeleton(recordings);
  expect(estimate.face!.frames).toBeGreaterThan(25);
  const { face, proportions } = readEstimate(writeEstimate(estimate), 'a.json');
  expect(face).toEqual(estimate.face);
  const { metadata } = await makeClip(writePose(recording), 'a.pose', {
    actor: { name: 'a.json', proportions, face },
  });
  expect(metadata.options['actor']).toMatchObject({ name: 'a.json', faceFrames: face!.frames });
});
