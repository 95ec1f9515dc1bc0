/** What all readers end with: hand sides, depth, and the recording with everything that was noticed. */
import { type Issue, issue, TegnError } from '../issues/issues.ts';
import type { FrameTiming } from '../space/timing.ts';
import { hasBody, hasLandmarks, type LandmarkDraft } from './draft.ts';
import { settleHandSides } from './hand-sides.ts';
import type { DepthSource, LandmarkClip, LandmarkRecording } from './landmark-clip.ts';
import { HOLISTIC_SCHEMA } from './schema.ts';

export interface DraftRecording {
  readonly image: LandmarkDraft;
  readonly world: LandmarkDraft | null;
  readonly timing: FrameTiming;
  readonly imageSize: { readonly width: number; readonly height: number };
  readonly source: LandmarkRecording['source'];
  readonly issues: readonly Issue[];
}

/** Throws E_NO_LANDMARKS. */
export function finishRecording(draft: DraftRecording): LandmarkRecording {
  const { image, timing, imageSize, source } = draft;
  const issues = [...draft.issues];
  const world = draft.world && hasLandmarks(draft.world) ? draft.world : null;
  const hasImage = hasLandmarks(image);
  for (const { rejected } of world ? [image, world] : [image]) {
    if (rejected.count === 0) continue;
    issues.push(
      issue(
        'W_COORDINATE',
        `${rejected.count} points had coordinates that are not finite or absurdly far away; they count as missing.`,
        {
          frame: rejected.firstFrame,
        },
      ),
    );
  }
  if (!hasImage && !world) {
    throw new TegnError(
      'E_NO_LANDMARKS',
      `Expected a landmark with a confidence above 0, found none in ${image.frameCount} frames.`,
    );
  }
  if (hasImage) {
    const sides = settleHandSides(world ? [image, world] : [image], imageSize.width / imageSize.height);
    // A reader that had to guess the side has said so already.
    issues.push(...sides.filter(({ code }) => !issues.some((known) => known.code === code)));
  }
  return {
    image: hasImage ? clipOf(image, timing, 'image') : null,
    world: world && clipOf(world, timing, 'world'),
    imageSize,
    depth: depthSource(image, world),
    source,
    issues,
  };
}

function clipOf(draft: LandmarkDraft, timing: FrameTiming, space: LandmarkClip['space']): LandmarkClip {
  const { frameCount, positions, confidences } = draft;
  return { schema: HOLISTIC_SCHEMA, timing, frameCount, positions, confidences, space };
}

/** World where the body has world landmarks, or a hand that comes without a body; else whether any z differs from another. */
function depthSource(image: LandmarkDraft, world: LandmarkDraft | null): DepthSource {
  if (world && (hasBody(world) || !hasBody(image))) return 'world';
  let first = Number.NaN;
  for (let at = 0; at < image.confidences.length; at++) {
    if (image.confidences[at] === 0) continue;
    const z = image.positions[at * 3 + 2];
    if (Number.isNaN(first)) first = z;
    // Below the 1e-6 picture widths in which trackers write a wrist's own depth of zero.
    if (Math.abs(z - first) > 1e-5) return 'image';
  }
  return 'none';
}
