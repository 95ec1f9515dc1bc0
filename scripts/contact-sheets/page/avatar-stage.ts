/** The avatar's clip on a stage whose camera sees windows of the recording's picture. Solve space, metres; windows in pixels. */
import {
  type Camera,
  Color,
  DirectionalLight,
  HemisphereLight,
  Mesh,
  NoToneMapping,
  OrthographicCamera,
  PerspectiveCamera,
  Scene,
  WebGLRenderer,
} from 'three';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { createSampler } from '../../../viewer/src/clip/sampler.ts';
import type { PictureWindow, Sheet } from '../sheet.ts';

export interface AvatarStage {
  /** Draws the frame onto the whole of `canvas`. */
  draw(canvas: HTMLCanvasElement, frame: number, window: PictureWindow): void;
  /** The same from the avatar's right, without perspective, at the height and scale that the window has for the body. */
  drawSide(canvas: HTMLCanvasElement, frame: number, window: PictureWindow): void;
  dispose(): void;
}

/** Drawn larger and scaled down: cheaper without a graphics card than smoothing edges in the renderer. */
const OVERSAMPLING = 2;

export async function createAvatarStage(sheet: Sheet): Promise<AvatarStage> {
  const { picture, camera: lens, frameCount, framesPerSecond } = sheet;
  const bytes = Uint8Array.from(atob(sheet.glb), (character) => character.charCodeAt(0));
  const gltf = await new GLTFLoader().parseAsync(bytes.buffer, '');
  gltf.scene.traverse((object) => {
    if (object instanceof Mesh) object.frustumCulled = false;
  });
  const sampler = createSampler(gltf.animations[0], gltf.scene, { frameCount, framesPerSecond });

  const scene = new Scene();
  scene.background = new Color('#e9e6de');
  scene.add(gltf.scene, ...lights());
  const fovDeg = (2 * Math.atan(picture.height / 2 / lens.focal) * 180) / Math.PI;
  const camera = new PerspectiveCamera(fovDeg, picture.width / picture.height, 0.02, 30);
  camera.position.set(...lens.position);
  const sideCamera = new OrthographicCamera();
  sideCamera.position.set(-5, 0, 0);
  sideCamera.lookAt(0, 0, 0);
  const renderer = new WebGLRenderer();
  renderer.toneMapping = NoToneMapping;

  const drawWith = (shot: Camera, canvas: HTMLCanvasElement, frame: number) => {
    sampler.pose(frame);
    renderer.setSize(canvas.width * OVERSAMPLING, canvas.height * OVERSAMPLING, false);
    renderer.render(scene, shot);
    const context = canvas.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(renderer.domElement, 0, 0, canvas.width, canvas.height);
  };
  return {
    draw(canvas, frame, { x, y, width, height }) {
      camera.setViewOffset(picture.width, picture.height, x, y, width, height);
      drawWith(camera, canvas, frame);
    },
    drawSide(canvas, frame, { y, width, height }) {
      const metres = lens.position[2] / lens.focal;
      const top = lens.position[1] + (picture.height / 2 - y) * metres;
      // A third of the room behind the body, two thirds for the arms before it.
      Object.assign(sideCamera, { left: (-width / 3) * metres, right: ((width * 2) / 3) * metres });
      Object.assign(sideCamera, { top, bottom: top - height * metres });
      sideCamera.updateProjectionMatrix();
      drawWith(sideCamera, canvas, frame);
    },
    dispose() {
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

/** As in the viewer's studio, without shadows. */
function lights() {
  const sky = new HemisphereLight('#ffffff', '#a89f94', 1.7);
  const key = new DirectionalLight('#fff1e0', 2.3);
  key.position.set(1.5, 2, 2.4);
  const rim = new DirectionalLight('#cfe0ff', 1.8);
  rim.position.set(-2.4, 1.2, -2);
  return [sky, key, rim];
}
