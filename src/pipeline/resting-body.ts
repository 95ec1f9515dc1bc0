/** A rig -> a body at rest to look at before anything moves it, as a glb that says nothing of a recording. */
import { exporterFor } from '../export/exporters.ts';
import { restingClip } from '../motion/resting-clip.ts';
import type { Rig } from '../skeleton/rig.ts';
import { framesPerSecond } from '../space/timing.ts';
import { TEGN_VERSION } from '../version.ts';

export async function restingBody(rig: Rig): Promise<Uint8Array> {
  const clip = restingClip(rig.skeleton, rig.name);
  const metadata = {
    fps: framesPerSecond(clip.timing.rate),
    target: { name: rig.name, approximate: rig.approximate },
    quality: {},
    options: {},
    tegnVersion: TEGN_VERSION,
  };
  const [{ bytes }] = await exporterFor('glb').exportClip({ clip, rig, metadata }, rig.name);
  return bytes;
}
