import { describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { writePose } from '../../src/landmarks/writers/pose.ts';
import { makeClip } from '../../src/pipeline/make-clip.ts';
import { retargetIssues } from '../../src/pipeline/retarget-issues.ts';
import type { RetargetReport } from '../../src/retarget/report.ts';
import { TARGETS, targetNamed } from '../../src/skeleton/targets.ts';

const bytes = writePose(createSample(chinForward).recording);
const make = (options: Parameters<typeof makeClip>[2]) => makeClip(bytes, 'chin-forward.pose', options);
const reportOf = ({ metadata }: Awaited<ReturnType<typeof make>>) =>
  metadata.quality['retarget'] as RetargetReport & { readonly contactResidualCm: number };

it.each(TARGETS)('the sample at the chin warns of nothing lost on $name', async ({ name }) => {
  const { issues } = await make({ target: name });
  const lost = issues.filter(({ code }) => /^W_(CONTACT_OPEN|REACH|PENETRATION)$/.test(code));
  expect(lost.map(({ message }) => message)).toEqual([]);
});

describe('the metadata of a clip', () => {
  it('holds the contacts by name with frames and centimetres, and what places, joints and jerk cost', async () => {
    const report = reportOf(await make({}));
    const chin = report.contacts.find(({ what }) => what === 'right IndexTip on chin')!;
    expect(chin.kind).toBe('hand-head');
    // the sign is at the chin in frames 17 to 23
    expect(chin.first).toBeGreaterThanOrEqual(14);
    expect(chin.first).toBeLessThanOrEqual(17);
    expect(chin.last).toBeGreaterThanOrEqual(23);
    expect(chin.residualCm).toBeLessThan(0.5);
    expect(report.contactResidualCm).toBeLessThan(1);
    expect(Object.keys(report)).toEqual([
      'contacts',
      'place',
      'turns',
      'reach',
      'penetration',
      'jerkRatio',
      'contactResidualCm',
    ]);
  });

  it('keeps a contact that a cut runs through, in frames of the cut clip', async () => {
    const whole = await make({});
    const cut = await make({ trim: [0.8, 2] });
    const stride = whole.clip.skeleton.jointNames.length * 4;
    const worst = Math.max(
      ...cut.clip.rotations.map((x, i) => {
        const y = whole.clip.rotations[20 * stride + i];
        return Math.min(Math.abs(x - y), Math.abs(x + y));
      }),
    );
    expect(worst).toBeLessThan(1e-6);
    expect(reportOf(cut).contacts.find(({ what }) => what === 'right IndexTip on chin')).toMatchObject({
      first: 0,
    });
  });
});

describe('issues', () => {
  const good: RetargetReport = {
    contacts: [
      { what: 'right IndexTip on chin', kind: 'hand-head', first: 3, last: 9, residualCm: 0.2, worstCm: 1.4 },
    ],
    place: { frames: 9, mean: 0.02, max: 0.2 },
    turns: { armMeanDeg: 4, armMaxDeg: 20, fingerMaxDeg: 9 },
    reach: { frames: 0, shortCm: 0, first: -1, side: '' },
    penetration: { frames: 3, deepestCm: 0.9, first: 4 },
    jerkRatio: 1.1,
  };
  const rig = targetNamed('vrm').rig();

  it('are none for what a viewer does not see', () => {
    expect(retargetIssues(good, rig)).toEqual([]);
  });

  it('name the contact that is furthest open and its frames', () => {
    const open = { ...good.contacts[0], what: 'left Palm on torso', first: 20, last: 31, residualCm: 2.5 };
    const [told] = retargetIssues({ ...good, contacts: [...good.contacts, open] }, rig);
    expect(told).toMatchObject({ code: 'W_CONTACT_OPEN', frame: 20, lastFrame: 31 });
    expect(told.message).toBe(
      '1 of 2 contacts is more than 1 cm off on "vrm"; the most is left Palm on torso, 2.5 cm.',
    );
  });

  it('name the hand that stays away because its arm is too short, and the depth that is seen', () => {
    const reach = { frames: 1, shortCm: 1.5, first: 12, side: 'left' };
    const penetration = { frames: 2, deepestCm: 1.3, first: 40 };
    const told = retargetIssues({ ...good, reach, penetration }, rig);
    expect(told).toMatchObject([
      { code: 'W_REACH', frame: 12 },
      { code: 'W_PENETRATION', frame: 40 },
    ]);
    expect(told[0].message).toContain('in 1 frame; the left hand stays up to 1.5 cm away');
  });
});
