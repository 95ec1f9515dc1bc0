/** The worker's side of a stream without a clip: a body at rest, as a glb. */
import { exporterFor, restingClip, TEGN_VERSION, targetNamed } from '../../../src/index.ts';

/** Throws E_TARGET_UNKNOWN. */
export async function restingBody(target: string): Promise<Uint8Array> {
  const rig = targetNamed(target).rig();
  const clip = restingClip(rig.skeleton, rig.name);
  const metadata = {
    fps: 30,
    target: { name: rig.name, approximate: rig.approximate },
    quality: {},
    options: {},
    tegnVersion: TEGN_VERSION,
  };
  const [glb] = await exporterFor('glb').exportClip({ clip, rig, metadata }, rig.name);
  return glb.bytes;
}
