/** The axes of every joint: X red, Y green, Z blue, as long as a part of its bone. Seen through the body. */
import { useFrame } from '@react-three/fiber';
import { useEffect, useMemo } from 'react';
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DynamicDrawUsage,
  LineBasicMaterial,
  LineSegments,
  type Object3D,
} from 'three';
import type { Clip } from '../../clip/clip.ts';
import { isJoint } from '../../clip/load-body.ts';

/** Share of the bone, and its bounds in metres. */
const SHARE = 0.35;
const SHORTEST = 0.012;
const LONGEST = 0.08;
const COLOURS = ['#d8232a', '#1f9436', '#1f5fe0'].map((colour) => new Color(colour).toArray());

export function AxesLayer({ clip }: { readonly clip: Clip }) {
  const joints = useMemo(() => measuredJoints(clip.body), [clip]);
  const lines = useMemo(() => createLines(joints.length), [joints]);
  useEffect(
    () => () => {
      lines.geometry.dispose();
      lines.material.dispose();
    },
    [lines],
  );
  useFrame(() => {
    clip.body.updateWorldMatrix(true, true);
    const positions = lines.geometry.attributes['position'] as BufferAttribute;
    // numbers go straight into the array: passed to functions they would be garbage of every frame
    const array = positions.array as Float32Array;
    for (let j = 0; j < joints.length; j++) {
      const { object, length } = joints[j];
      const { elements } = object.matrixWorld;
      for (let axis = 0; axis < 3; axis++) {
        const to = (j * 3 + axis) * 6;
        const from = axis * 4;
        const size = Math.sqrt(elements[from] ** 2 + elements[from + 1] ** 2 + elements[from + 2] ** 2);
        for (let k = 0; k < 3; k++) {
          array[to + k] = elements[12 + k];
          array[to + 3 + k] = elements[12 + k] + (elements[from + k] / size) * length;
        }
      }
    }
    positions.needsUpdate = true;
  });
  return <primitive object={lines} />;
}

interface MeasuredJoint {
  readonly object: Object3D;
  /** Metres. */
  readonly length: number;
}

function measuredJoints(body: Object3D): MeasuredJoint[] {
  const found: MeasuredJoint[] = [];
  const scale = body.scale.x;
  body.traverse((object) => {
    if (!isJoint(object)) return;
    const bone = (object.children.find(isJoint) ?? object).position.length() * scale;
    found.push({ object, length: Math.min(LONGEST, Math.max(SHORTEST, bone * SHARE)) });
  });
  return found;
}

function createLines(count: number): LineSegments<BufferGeometry, LineBasicMaterial> {
  const geometry = new BufferGeometry();
  const positions = new BufferAttribute(new Float32Array(count * 18), 3).setUsage(DynamicDrawUsage);
  geometry.setAttribute('position', positions);
  const colours = Array.from({ length: count }, () => COLOURS.flatMap((colour) => [...colour, ...colour]));
  geometry.setAttribute('color', new BufferAttribute(Float32Array.from(colours.flat()), 3));
  const material = new LineBasicMaterial({ vertexColors: true, depthTest: false, transparent: true });
  const lines = new LineSegments(geometry, material);
  lines.name = 'axes';
  lines.frustumCulled = false;
  lines.renderOrder = 3;
  return lines;
}
