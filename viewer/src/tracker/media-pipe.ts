/** MediaPipe's holistic tracker, from files that the user has put beside the page. */
import type { HolisticLandmarker, VisionBundle } from './holistic.ts';

const FOLDER = './mediapipe';

/** What must lie in the folder, and where it comes from. */
const FILES = [
  ['vision_bundle.mjs', 'from the npm package @mediapipe/tasks-vision'],
  ['wasm/vision_wasm_internal.js', 'from the same package'],
  ['wasm/vision_wasm_internal.wasm', 'from the same package'],
  ['holistic_landmarker.task', "from the models page of MediaPipe's holistic landmarker"],
] as const;

/** Files that are not there, in words. */
export async function missingFiles(): Promise<string[]> {
  const found = await Promise.all(
    FILES.map(async ([name]) => (await fetch(`${FOLDER}/${name}`, { method: 'HEAD' })).ok),
  );
  return FILES.filter((_, i) => !found[i]).map(([name, origin]) => `${name}, ${origin}`);
}

export async function loadHolistic(): Promise<HolisticLandmarker> {
  const address = new URL(`${FOLDER}/vision_bundle.mjs`, location.href).href;
  const bundle = (await import(/* @vite-ignore */ address)) as VisionBundle;
  const files = await bundle.FilesetResolver.forVisionTasks(`${FOLDER}/wasm`);
  return bundle.HolisticLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: `${FOLDER}/holistic_landmarker.task` },
    runningMode: 'VIDEO',
    outputFaceBlendshapes: true,
  });
}
