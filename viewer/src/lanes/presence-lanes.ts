/** When each hand was seen: by what the tracker found where the recording is there, else by where the frames of the clip came from. */
import { type LandmarkClip, PROVENANCE } from '../../../src/index.ts';
import type { Clip } from '../clip/clip.ts';
import { recordedFrames } from '../clip/recorded-frames.ts';
import type { RunKind, RunLane } from './lane.ts';
import { runsWhere } from './runs-where.ts';

const HANDS = ['leftHand', 'rightHand'] as const;
type Hand = (typeof HANDS)[number];

/** Mean confidence of a hand below which the tracker was not sure of it: half of the scale. */
const SURE = 0.5;

export function presenceLanes({ motion, solved }: Pick<Clip, 'motion' | 'solved'>): RunLane[] {
  return HANDS.flatMap((part): RunLane[] => {
    const kindsAt = solved ? byConfidence(solved, part) : byProvenance(motion, part);
    if (!kindsAt) return [];
    return [{ type: 'runs', id: `presence/${part}`, part, runs: runsWhere(motion.frameCount, kindsAt) }];
  });
}

type KindsAt = (frame: number) => readonly RunKind[];

function byConfidence(solved: NonNullable<Clip['solved']>, part: Hand): KindsAt {
  const { clip } = solved.landmarks;
  const frames = recordedFrames(solved);
  // a clip that signs with the other hand shows the left hand of the recording as its right
  const recorded = solved.settings.mirror ? HANDS[1 - HANDS.indexOf(part)] : part;
  return (frame) => {
    const confidence = meanConfidence(clip, recorded, frames.recordedOf(frame));
    return confidence === 0 ? MISSING : confidence < SURE ? UNSURE : SEEN;
  };
}

function meanConfidence(
  { schema, confidences, frameCount }: LandmarkClip,
  part: Hand,
  frame: number,
): number {
  const { offset, count } = schema.parts.find(({ name }) => name === part)!;
  const at = Math.min(frameCount - 1, Math.max(0, frame)) * schema.names.length + offset;
  let sum = 0;
  for (let i = at; i < at + count; i++) sum += confidences[i];
  return sum / count;
}

function byProvenance({ provenance }: Clip['motion'], part: Hand): KindsAt | null {
  const p = provenance?.partNames.indexOf(part) ?? -1;
  if (!provenance || p < 0) return null;
  const { partNames, provenance: flags } = provenance;
  return (frame) => (flags[frame * partNames.length + p] & PROVENANCE.invented ? MISSING : SEEN);
}

const SEEN: readonly RunKind[] = ['seen'];
const UNSURE: readonly RunKind[] = ['unsure'];
const MISSING: readonly RunKind[] = ['missing'];
