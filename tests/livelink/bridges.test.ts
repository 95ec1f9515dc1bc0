/** Bridges, received over real UDP and read by somebody else's program where there is one. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { fromBuffer, type OscMessageOutput, type OscPacketOutput } from 'osc-min';
import { expect, test } from 'vitest';
import { BRIDGES, type BridgeName } from '../../src/livelink/bridges/bridges.ts';
import { startUdpBridge } from '../../src/livelink/bridges/udp-bridge.node.ts';
import { unityBoneName } from '../../src/livelink/bridges/vmc.ts';
import type { LiveFrame, LiveSubject } from '../../src/livelink/frame-source.ts';
import { quatFromAxisAngle, rotateVec3 } from '../../src/math/quat.ts';
import { ARKIT_CURVES } from '../../src/motion/arkit-curves.ts';
import { createRetargetSink } from '../../src/pipeline/retarget-sink.ts';
import { targetNamed } from '../../src/skeleton/targets.ts';
import { unityFromSolvePosition, unrealFromSolvePosition } from '../../src/space/spaces.ts';
import { createManualClock } from './support/manual-clock.ts';
import { manualSource } from './support/manual-source.ts';

const vrm = targetNamed('vrm').rig();

function frameOn({ skeleton, curveNames }: LiveSubject, change: Partial<LiveFrame> = {}): LiveFrame {
  const at = skeleton.translatedJoint * 3;
  return {
    number: 7,
    time: 12.5,
    arrival: 12.5,
    cut: false,
    sourceFrame: 1234.25,
    rotations: skeleton.restRotations.slice(),
    translation: skeleton.restTranslations.slice(at, at + 3),
    curves: Float32Array.from(curveNames, (_, c) => (c + 1) / 100),
    provenance: new Uint8Array(7),
    ...change,
  };
}

const subjectOn = (target: string, curveNames: readonly string[] = ARKIT_CURVES): LiveSubject => ({
  name: 'tegn',
  skeleton: targetNamed(target).rig().skeleton,
  curveNames,
  rate: { numerator: 30000, denominator: 1001 },
});

/** Sends one frame through UDP on this machine and gives the datagrams that arrive. */
async function received(name: BridgeName, subject: LiveSubject, frame: LiveFrame): Promise<Buffer[]> {
  const receiver = createSocket('udp4');
  receiver.bind(0, '127.0.0.1');
  await once(receiver, 'listening');
  const bridge = startUdpBridge(BRIDGES[name](), subject, { port: receiver.address().port });
  const datagrams: Buffer[] = [];
  const count = BRIDGES[name]().encode(frame, subject).length;
  const all = new Promise<void>((resolve) => {
    receiver.on('message', (bytes) => {
      datagrams.push(bytes);
      if (datagrams.length === count) resolve();
    });
  });
  bridge.frame(frame);
  await all;
  await bridge.close();
  receiver.close();
  return datagrams;
}

test('Live Link Face packets have the layout and the order of names that Epic receives', async () => {
  const subject = subjectOn('metahuman');
  const [packet] = await received('livelinkface', subject, frameOn(subject));
  expect(packet.length).toBeLessThanOrEqual(774);
  expect(packet.readUInt8(0)).toBe(6);
  expect(packet.readInt32BE(1)).toBe(36);
  expect(packet.toString('utf8', 5, 41)).toMatch(/^[0-9a-f-]{36}$/);
  expect(packet.readInt32BE(41)).toBe('tegn_face'.length);
  expect(packet.toString('utf8', 45, 54)).toBe('tegn_face');
  expect([packet.readInt32BE(54), packet.readFloatBE(58)]).toEqual([1234, 0.25]);
  expect([packet.readInt32BE(62), packet.readInt32BE(66), packet.readUInt8(70)]).toEqual([30000, 1001, 61]);
  expect(packet.length).toBe(71 + 61 * 4);
  const value = (index: number) => packet.readFloatBE(71 + index * 4);
  const sent = (curve: (typeof ARKIT_CURVES)[number]) => Math.fround((ARKIT_CURVES.indexOf(curve) + 1) / 100);
  const expected = {
    eyeBlinkLeft: 0,
    jawLeft: 15,
    jawRight: 16,
    jawOpen: 17,
    mouthLeft: 21,
    mouthRight: 22,
    browInnerUp: 43,
    tongueOut: 51,
  } as const;
  for (const [curve, index] of Object.entries(expected))
    expect([curve, value(index)]).toEqual([curve, sent(curve as never)]);
  for (let turn = 52; turn < 61; turn++) expect(value(turn)).toBe(0);
});

test('a frame without curves makes no Live Link Face packet', () => {
  const subject = subjectOn('metahuman', []);
  expect(BRIDGES.livelinkface().encode(frameOn(subject), subject)).toEqual([]);
});

test('VMC bundles are read by another OSC program: every bone by its Unity name, every curve, in packets a network takes', async () => {
  const subject = subjectOn('vrm');
  const turned = frameOn(subject);
  const elbow = vrm.skeleton.jointNames.indexOf('leftLowerArm');
  turned.rotations.set(quatFromAxisAngle([0, 1, 0], -Math.PI / 2) as Float64Array, elbow * 4);
  const datagrams = await received('vmc', subject, turned);
  expect(Math.max(...datagrams.map(({ length }) => length))).toBeLessThanOrEqual(1400);
  const messages = datagrams.flatMap((bytes) => flatten(fromBuffer(bytes)));
  const of = (address: string) =>
    messages
      .filter((message) => message.address === address)
      .map(({ args }) => args.map((arg) => (arg as { value: unknown }).value));
  expect(of('/VMC/Ext/OK')).toEqual([[1]]);
  expect(of('/VMC/Ext/T')).toEqual([[12.5]]);
  const bones = new Map(of('/VMC/Ext/Bone/Pos').map(([name, ...numbers]) => [name, numbers as number[]]));
  expect([...bones.keys()].sort()).toEqual(vrm.skeleton.jointNames.map(unityBoneName).sort());
  for (const name of ['Hips', 'LeftShoulder', 'RightUpperLeg', 'LeftThumbIntermediate', 'LeftLittleDistal'])
    expect(bones.has(name)).toBe(true);
  // the forearm of a T-pose, which points to Unity's left, -X, now points forward, +Z
  const [x, y, z, w] = bones.get('LeftLowerArm')!.slice(3);
  expect(Array.from(rotateVec3([x, y, z, w], [-1, 0, 0]), (v) => Math.round(v * 1e6) / 1e6 + 0)).toEqual([
    0, 0, 1,
  ]);
  const hips = unityFromSolvePosition(turned.translation, [0, 0, 0]);
  expect(bones.get('Hips')!.slice(0, 3).map(Math.fround)).toEqual(Array.from(hips, Math.fround));
  expect(of('/VMC/Ext/Blend/Val')).toContainEqual([
    'JawOpen',
    Math.fround((ARKIT_CURVES.indexOf('jawOpen') + 1) / 100),
  ]);
  expect(of('/VMC/Ext/Blend/Apply').length).toBe(1);
});

test('JSONLiveLink is one datagram of bones by name, parent and Unreal transform', async () => {
  const subject = subjectOn('metahuman');
  const [datagram, ...more] = await received('jsonlivelink', subject, frameOn(subject));
  expect(more).toEqual([]);
  expect(datagram.length).toBeLessThan(20_000);
  const { tegn } = JSON.parse(datagram.toString('utf8'));
  const { jointNames, parents, restTranslations } = subject.skeleton;
  expect(tegn.map((bone: { Name: string }) => bone.Name)).toEqual(jointNames);
  expect(tegn.map((bone: { Parent: number }) => bone.Parent)).toEqual(Array.from(parents));
  const head = jointNames.indexOf('head');
  const place = unrealFromSolvePosition(restTranslations.subarray(head * 3, head * 3 + 3), [0, 0, 0]);
  for (let k = 0; k < 3; k++) expect(tegn[head].Location[k]).toBeCloseTo(place[k], 5);
  expect(tegn[head].Scale).toEqual([1, 1, 1]);
});

test('a receiver that is not there stops nothing', async () => {
  const subject = subjectOn('metahuman');
  const bridge = startUdpBridge(BRIDGES.jsonlivelink(), subject, { port: 9 });
  for (let i = 0; i < 5; i++) bridge.frame(frameOn(subject));
  await bridge.close();
});

test('frames of another skeleton reach a bridge on its own', () => {
  const frames: LiveFrame[] = [];
  const subjects: LiveSubject[] = [];
  const sink = createRetargetSink(targetNamed('metahuman').rig(), vrm, 30, {
    subject: (subject) => subjects.push(subject),
    frame: (frame) => frames.push({ ...frame, rotations: frame.rotations.slice() }),
    end: () => {},
    changed: () => {},
  });
  const source = manualSource(2);
  source.start(sink, createManualClock());
  source.emit(0);
  sink.subject(source.subject);
  source.emit(1);
  expect(frames.map(({ number, rotations }) => [number, rotations.length])).toEqual([
    [0, vrm.skeleton.jointNames.length * 4],
    [1, vrm.skeleton.jointNames.length * 4],
  ]);
  expect(subjects[0].skeleton).toBe(vrm.skeleton);
});

function flatten(packet: OscPacketOutput): OscMessageOutput[] {
  return 'elements' in packet ? packet.elements.flatMap(flatten) : [packet];
}
