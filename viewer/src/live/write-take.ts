/** The worker's side of a take: the messages of a stream -> the animation files that `tegn take` writes. */
import {
  exporterFor,
  framesPerSecond,
  readTake,
  sha256,
  TEGN_VERSION,
  targetNamed,
} from '../../../src/index.ts';
import { type RecordedTake, takeFile } from './take.ts';

/** Throws E_TAKE for a take without a frame, E_TARGET_UNKNOWN for a skeleton that is not built in. */
export async function writeTake(
  take: RecordedTake,
  format: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }[]> {
  const bytes = takeFile(take);
  const rig = targetNamed(take.target).rig();
  const hash = await sha256(bytes);
  const files = readTake(bytes).clips.map((clip) =>
    exporterFor(format).exportClip(
      {
        clip,
        rig,
        metadata: {
          gloss: clip.name,
          source: { file: `${take.name}.take`, sha256: hash, kind: 'take' },
          fps: framesPerSecond(clip.timing.rate),
          target: { name: rig.name, approximate: rig.approximate },
          quality: {},
          options: { target: rig.name },
          tegnVersion: TEGN_VERSION,
        },
      },
      clip.name,
    ),
  );
  return (await Promise.all(files)).flat();
}
