/** What the files that are made of a take say about themselves, wherever they are made: on the command line and in the viewer. */
import type { ClipMetadata } from '../export/exporter.ts';
import { sha256 } from '../formats/archive/sha256.ts';
import type { MotionClip } from '../motion/motion-clip.ts';
import type { Rig } from '../skeleton/rig.ts';
import { framesPerSecond } from '../space/timing.ts';
import { TEGN_VERSION } from '../version.ts';

/** @param file name of the take, `bytes` all of it */
export async function takeMetadata(
  clip: MotionClip,
  rig: Rig,
  file: string,
  bytes: Uint8Array,
): Promise<ClipMetadata> {
  return {
    gloss: clip.name,
    source: { file, sha256: await sha256(bytes), kind: 'take' },
    fps: framesPerSecond(clip.timing.rate),
    target: { name: rig.name, approximate: rig.approximate },
    quality: {},
    options: { target: rig.name },
    tegnVersion: TEGN_VERSION,
  };
}
