/** The worker's side of a take: the messages of a stream -> the animation files that `tegn take` writes. */
import { exporterFor, readTake, takeMetadata, targetNamed } from '../../../src/index.ts';
import { type RecordedTake, takeFile } from './take.ts';

/** Throws E_TAKE for a take without a frame, E_TARGET_UNKNOWN for a skeleton that is not built in. */
export async function writeTake(
  take: RecordedTake,
  format: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }[]> {
  const bytes = takeFile(take);
  const rig = targetNamed(take.target).rig();
  const files = readTake(bytes).clips.map(async (clip) => {
    const metadata = await takeMetadata(clip, rig, `${take.name}.take`, bytes);
    return exporterFor(format).exportClip({ clip, rig, metadata }, clip.name);
  });
  return (await Promise.all(files)).flat();
}
