import { Bone, type Object3D } from 'three';
import { describe, expect, it } from 'vitest';
import { usdaExporter, usdJointPaths } from '../../src/export/usd/usda-exporter.ts';
import { playClip, type ReadClip } from '../support/read-with-three.ts';
import { describeExporter, type ExportedClip } from './conformance.ts';

const oneWord = (name: string) => name.replace(/[^A-Za-z0-9_]/g, '_');

describeExporter({
  title: 'the usda exporter',
  exporter: usdaExporter,
  read: readUsda,
  skips: {
    jointNames: ['joints are paths of plain words', oneWord],
    curveNames: ['brackets in tokens confuse readers', (name) => name.replace(/[[\]{}()]/g, '_')],
  },
});

/** Poses by three's loader; weights, metadata and the names of curves, which it passes over, from the text. */
async function readUsda(bytes: Uint8Array): Promise<ExportedClip> {
  const text = new TextDecoder().decode(bytes);
  const { USDLoader } = await import('three/addons/loaders/USDLoader.js');
  const scene = new USDLoader().parse(text);
  const joints: Object3D[] = [];
  scene.traverse((node) => {
    if (node instanceof Bone) joints.push(node);
  });
  const names = joints.map(({ name }) => name.split('/').pop()!);
  const clip: ReadClip = playClip(scene, scene.animations, joints, (node) => names[joints.indexOf(node)], 1);
  const string = (name: string) =>
    JSON.parse(new RegExp(`string ${name} = "(.*)"$`, 'm').exec(text)![1].replace(/\\(["\\])/g, '$1'));
  const tokens = /uniform token\[\] blendShapes = \[(.*)\]$/m.exec(text)?.[1];
  const curveNames: string[] = tokens ? JSON.parse(`[${tokens}]`) : [];
  const rows =
    /float\[\] blendShapeWeights\.timeSamples = \{\n([\s\S]*?)\n {8}\}/.exec(text)?.[1].split('\n') ?? [];
  return {
    ...clip,
    clipName: string('tegnClip'),
    metadata: string('tegn'),
    curveNames,
    curveAt: (name, frame) => JSON.parse(rows[frame].replace(/^.*?:|,$/g, ''))[curveNames.indexOf(name)],
  };
}

describe('joint paths', () => {
  it('are words below their parents, unique even where names are not', () => {
    expect(usdJointPaths(['root', 'a b', 'a.b', '1', 'x'], Int16Array.of(-1, 0, 0, 1, 3))).toEqual([
      'root',
      'root/a_b',
      'root/a_b_2',
      'root/a_b/_1',
      'root/a_b/_1/x',
    ]);
  });
});
