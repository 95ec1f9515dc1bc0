import { describe, expect, it } from 'vitest';
import { createActor } from '../../../src/skeleton/actor/actor.ts';
import { bodyOf, PART_SLOTS, TOUCH_SLOTS } from '../../../src/skeleton/body/body.ts';
import { createGap, measureGap } from '../../../src/skeleton/body/gap.ts';
import { TARGETS } from '../../../src/skeleton/targets.ts';

describe.each([createActor(), ...TARGETS.map(({ rig }) => rig())])('the body of $name', (rig) => {
  const body = bodyOf(rig);

  it('has every part and every touch point', () => {
    expect(body.parts.map((part) => part?.name)).toEqual(PART_SLOTS);
    expect(body.touches.filter((touch) => touch === null)).toEqual([]);
    expect(body.touches.length).toBe(2 * TOUCH_SLOTS.length);
  });

  it('has a head of 20 to 24 cm from chin to crown', () => {
    expect(body.headUnit * 1.66).toBeGreaterThan(0.2);
    expect(body.headUnit * 1.66).toBeLessThan(0.24);
  });
});

describe('the gap to a part', () => {
  const body = bodyOf(createActor());
  const gapTo = (name: string, point: number[]) =>
    measureGap(
      body.parts[PART_SLOTS.indexOf(name)]!,
      Float64Array.of(0, 0, 0, 1),
      new Float64Array(3),
      Float64Array.from(point),
      createGap(),
    );

  it('is the distance to the side of a limb', () => {
    const forearm = body.parts[PART_SLOTS.indexOf('leftLowerArm')]!;
    const [shape] = forearm.shapes;
    const share = shape.kind === 'capsule' ? 0.1 / shape.length : 0;
    const radius = shape.kind === 'capsule' ? shape.near + (shape.far - shape.near) * share : 0;
    const { distance, normal } = gapTo('leftLowerArm', [0.1, 0.1, 0]);
    expect(distance).toBeCloseTo(0.1 - radius, 9);
    expect(Array.from(normal)).toEqual([0, 1, 0]);
  });

  it('is zero on the crown and negative within the head', () => {
    expect(Math.abs(gapTo('head', [body.headUnit, 0.035 * body.headUnit, 0]).distance)).toBeLessThan(1e-9);
    expect(gapTo('head', [0.2 * body.headUnit, 0, 0]).distance).toBeLessThan(0);
  });
});
