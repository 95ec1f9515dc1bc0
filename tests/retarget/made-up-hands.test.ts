import { describe, expect, it } from 'vitest';
import { createSample } from '../../samples/generate/index.ts';
import { chinForward } from '../../samples/generate/signs/chin-forward.ts';
import { type MotionClip, PART_NAMES, type PartName, PROVENANCE } from '../../src/motion/motion-clip.ts';
import { retargetWithReport } from '../../src/retarget/retarget.ts';
import { TARGETS } from '../../src/skeleton/targets.ts';

const { actor, actorClip } = createSample(chinForward);

function madeUp(clip: MotionClip, ...parts: readonly PartName[]): MotionClip {
  const provenance = clip.provenance.slice();
  for (let i = 0; i < provenance.length; i++) {
    if (parts.includes(PART_NAMES[i % PART_NAMES.length])) provenance[i] |= PROVENANCE.invented;
  }
  return { ...clip, provenance };
}

describe.each(TARGETS)('a hand that hangs beside the body, on $name', ({ rig }) => {
  const target = rig();
  const { skeleton, joints } = target;

  it("is no arm that is too short, although the target's is", () => {
    const { report } = retargetWithReport(actor, actorClip, target);
    expect(report.reach).toEqual({ frames: 0, shortCm: 0, first: -1, side: '' });
  });

  it('stays as the solver made it up when nothing of it was seen', () => {
    const hidden = madeUp(actorClip, 'leftArm', 'leftHand');
    const kept = retargetWithReport(actor, hidden, target).clip;
    const copied = retargetWithReport(actor, hidden, target, { places: false }).clip;
    const stride = skeleton.jointNames.length * 4;
    for (const role of ['leftUpperArm', 'leftLowerArm', 'leftHand'] as const) {
      for (let f = 0; f < kept.frameCount; f += 9) {
        const at = f * stride + joints[role]! * 4;
        for (let i = 0; i < 4; i++) expect(kept.rotations[at + i]).toBeCloseTo(copied.rotations[at + i], 6);
      }
    }
  });
});

describe.each(TARGETS)('a finger tip at the chin while the thumb brushes the chest, on $name', ({ rig }) => {
  const { report } = retargetWithReport(actor, actorClip, rig());

  it('touches the chin within 5 mm, and the chest is no contact beside it', () => {
    const atBody = report.contacts.filter(({ kind }) => kind === 'hand-head' || kind === 'hand-torso');
    expect(atBody.map(({ what }) => what)).toEqual(['right IndexTip on chin']);
    expect(atBody[0].residualCm).toBeLessThan(0.5);
  });

  it('moves there as smoothly as the signer, within a fifth', () => {
    expect(report.jerkRatio).toBeLessThan(1.2);
  });
});

it('a hand whose pose was made up touches nothing', () => {
  const { report } = retargetWithReport(actor, madeUp(actorClip, 'rightHand'), TARGETS[0].rig());
  expect(report.contacts).toEqual([]);
});
