/** What is used of MediaPipe's web package, and its result as a message of the live protocol. */
import type { ClientRequest } from '../../../src/index.ts';

interface Landmark {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly visibility?: number;
}

/** Lists of the first person, when there is one. */
type Lists = readonly (readonly Landmark[])[] | undefined;

export interface HolisticResult {
  readonly poseLandmarks?: Lists;
  readonly poseWorldLandmarks?: Lists;
  readonly leftHandLandmarks?: Lists;
  readonly leftHandWorldLandmarks?: Lists;
  readonly rightHandLandmarks?: Lists;
  readonly rightHandWorldLandmarks?: Lists;
  readonly faceLandmarks?: Lists;
  readonly faceBlendshapes?: readonly {
    readonly categories: readonly { readonly categoryName: string; readonly score: number }[];
  }[];
}

export interface HolisticLandmarker {
  detectForVideo(video: HTMLVideoElement, timestampMillis: number): HolisticResult;
}

export interface VisionBundle {
  readonly FilesetResolver: { forVisionTasks(folder: string): Promise<unknown> };
  readonly HolisticLandmarker: {
    createFromOptions(files: unknown, options: Record<string, unknown>): Promise<HolisticLandmarker>;
  };
}

type LandmarksRequest = Extract<ClientRequest, { op: 'landmarks' }>;

/** @param time when the picture was taken, seconds */
export function messageOfResult(result: HolisticResult, time: number): LandmarksRequest {
  const lists = {
    // only the body has a visibility: MediaPipe writes 0 for every point of hands and face
    pose: points(result.poseLandmarks, true),
    poseWorld: points(result.poseWorldLandmarks, true),
    leftHand: points(result.leftHandLandmarks, false),
    leftHandWorld: points(result.leftHandWorldLandmarks, false),
    rightHand: points(result.rightHandLandmarks, false),
    rightHandWorld: points(result.rightHandWorldLandmarks, false),
    face: points(result.faceLandmarks, false),
  };
  const categories = result.faceBlendshapes?.[0]?.categories ?? [];
  return {
    op: 'landmarks',
    time,
    ...(Object.fromEntries(Object.entries(lists).filter(([, list]) => list)) as Partial<LandmarksRequest>),
    ...(categories.length > 0 && {
      curves: Object.fromEntries(categories.map(({ categoryName, score }) => [categoryName, score])),
    }),
  };
}

function points(lists: Lists, hasVisibility: boolean): number[][] | undefined {
  const list = lists?.[0];
  if (!list || list.length === 0) return undefined;
  return list.map(({ x, y, z, visibility = 1 }) => {
    const rounded = [x, y, z].map((value) => Math.round(value * 1e6) / 1e6);
    return hasVisibility ? [...rounded, Math.round(visibility * 1e3) / 1e3] : rounded;
  });
}
