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

interface Place {
  readonly position: Vector3;
  readonly target: Vector3;
  readonly fovDeg: number;
}

interface Glide {
  readonly start: number;
  readonly from: Place;
  readonly to: Place;
}

const GLIDE_SECONDS = 0.45;
/** Controls lie over the stage above and below, pixels; what a view is of should not be under them. */
const CONTROLS_HEIGHT = 104;
export const STAGE_FOV_DEG = 28;

export function CameraRig({ views, view, viewPresses }: CameraRigProps) {
  const camera = useThree((state) => state.camera) as PerspectiveCamera;
  const canvas = useThree((state) => state.gl.domElement);
  const invalidate = useThree((state) => state.invalidate);
  const width = useThree((state) => state.size.width);
  const height = useThree((state) => state.size.height);
  const controls = useRef<OrbitControls | null>(null);
  const glide = useRef<Glide | null>(null);
  const placed = useRef(false);
  /** Where the followed object was when the camera last looked. */
  const followed = useRef(new Vector3());
  const moved = useRef(new Vector3());

  useEffect(() => {
    const orbit = new OrbitControls(camera, canvas);
    orbit.enableDamping = true;
    orbit.dampingFactor = 0.12;
    orbit.minDistance = 0.1;
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
    const atOnce = !placed.current || matchMedia('(prefers-reduced-motion: reduce)').matches;
    placed.current = true;
    views[view].follow?.getWorldPosition(followed.current);
    glide.current = {
      start: atOnce ? Number.NEGATIVE_INFINITY : performance.now() / 1000,
      from: { position: camera.position.clone(), target: orbit.target.clone(), fovDeg: camera.fov },
      to: placeOf(views[view], width, height),
    };
    invalidate();
  }, [views, view, viewPresses, camera, width, height, invalidate]);

  useFrame(() => {
    const orbit = controls.current;
    if (!orbit) return;
    const way = glide.current;
    const { follow } = views[view];
    if (follow) {
      const delta = moved.current.copy(followed.current).negate();
      delta.add(follow.getWorldPosition(followed.current));
      camera.position.add(delta);
      orbit.target.add(delta);
      way?.to.position.add(delta);
      way?.to.target.add(delta);
    }
    if (way) {
      const t = Math.min(1, (performance.now() / 1000 - way.start) / GLIDE_SECONDS);
      const eased = 1 - (1 - t) ** 3;
      camera.position.lerpVectors(way.from.position, way.to.position, eased);
      orbit.target.lerpVectors(way.from.target, way.to.target, eased);
      camera.fov = way.from.fovDeg + (way.to.fovDeg - way.from.fovDeg) * eased;
      camera.updateProjectionMatrix();
      if (t === 1) glide.current = null;
      else invalidate();
    }
    orbit.update();
  });

  return null;
}

/** Far enough back for the whole box to be seen; of its depth a quarter counts, since hands do not reach out at its corners. */
function placeOf(
  { box, direction, follow, eye, fovDeg = STAGE_FOV_DEG }: View,
  width: number,
  height: number,
): Place {
  const target = follow ? follow.getWorldPosition(new Vector3()) : box.getCenter(new Vector3());
  if (eye) return { position: eye.clone(), target, fovDeg };
  const size = box.getSize(new Vector3());
  const right = new Vector3(0, 1, 0).cross(direction).normalize();
  const extent = (axis: Vector3) =>
    Math.abs(axis.x) * size.x + Math.abs(axis.y) * size.y + Math.abs(axis.z) * size.z;
  const high = extent(direction.clone().cross(right));
  // metres of the stage's whole height
  const shown = Math.max(
    (high * height) / Math.max(height / 2, height - CONTROLS_HEIGHT),
    (extent(right) * height) / width,
  );
  const distance = shown / 2 / Math.tan((fovDeg * Math.PI) / 360) + extent(direction) / 4;
  return { target, position: target.clone().addScaledVector(direction, distance), fovDeg };
}
