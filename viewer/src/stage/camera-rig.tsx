/** Named views with a short glide between them, and free orbiting from wherever the camera stands. */
import { useFrame, useThree } from '@react-three/fiber';
import { useEffect, useRef } from 'react';
import { type PerspectiveCamera, Vector3 } from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import type { View, ViewName } from './views.ts';

interface CameraRigProps {
  readonly views: Readonly<Record<ViewName, View>>;
  readonly view: ViewName;
  readonly viewPresses: number;
}

interface Glide {
  readonly start: number;
  readonly fromPosition: Vector3;
  readonly fromTarget: Vector3;
  readonly position: Vector3;
  readonly target: Vector3;
}

const GLIDE_SECONDS = 0.45;

export function CameraRig({ views, view, viewPresses }: CameraRigProps) {
  const camera = useThree((state) => state.camera) as PerspectiveCamera;
  const canvas = useThree((state) => state.gl.domElement);
  const invalidate = useThree((state) => state.invalidate);
  const width = useThree((state) => state.size.width);
  const height = useThree((state) => state.size.height);
  const controls = useRef<OrbitControls | null>(null);
  const glide = useRef<Glide | null>(null);
  const placed = useRef(false);

  useEffect(() => {
    const orbit = new OrbitControls(camera, canvas);
    orbit.enableDamping = true;
    orbit.dampingFactor = 0.12;
    orbit.minDistance = 0.25;
    orbit.maxDistance = 12;
    orbit.addEventListener('change', () => invalidate());
    orbit.addEventListener('start', () => {
      glide.current = null;
    });
    controls.current = orbit;
    return () => orbit.dispose();
  }, [camera, canvas, invalidate]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a press of the same view has to start the glide again
  useEffect(() => {
    const orbit = controls.current!;
    const { position, target } = placeCamera(views[view], camera.fov, width / height);
    const atOnce = !placed.current || matchMedia('(prefers-reduced-motion: reduce)').matches;
    placed.current = true;
    glide.current = {
      start: atOnce ? Number.NEGATIVE_INFINITY : performance.now() / 1000,
      fromPosition: camera.position.clone(),
      fromTarget: orbit.target.clone(),
      position,
      target,
    };
    invalidate();
  }, [views, view, viewPresses, camera, width, height, invalidate]);

  useFrame(() => {
    const orbit = controls.current;
    if (!orbit) return;
    const way = glide.current;
    if (way) {
      const t = Math.min(1, (performance.now() / 1000 - way.start) / GLIDE_SECONDS);
      const eased = 1 - (1 - t) ** 3;
      camera.position.lerpVectors(way.fromPosition, way.position, eased);
      orbit.target.lerpVectors(way.fromTarget, way.target, eased);
      if (t === 1) glide.current = null;
      else invalidate();
    }
    orbit.update();
  });

  return null;
}

/** Far enough back for the whole box to be seen; of its depth a quarter counts, since hands do not reach out at its corners. */
function placeCamera(view: View, fovDeg: number, aspect: number): { position: Vector3; target: Vector3 } {
  const target = view.box.getCenter(new Vector3());
  const size = view.box.getSize(new Vector3());
  const sideways = Math.abs(view.direction.x) > Math.abs(view.direction.z);
  const [wide, deep] = sideways ? [size.z, size.x] : [size.x, size.z];
  const slope = Math.tan((fovDeg * Math.PI) / 360);
  const distance = Math.max(size.y / 2 / slope, wide / 2 / slope / aspect) + deep / 4;
  return { target, position: target.clone().addScaledVector(view.direction, distance * 1.04) };
}
