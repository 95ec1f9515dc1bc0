/** A recording and perhaps a face network -> what it says, or why it says nothing. */
import { type Issue, issue } from '../issues/issues.ts';
import type { LandmarkRecording } from '../landmarks/landmark-clip.ts';
import { type FaceNetwork, type NetworkFace, readNetworkFace } from '../solver/face/network/face-network.ts';

/** Throws what the network throws: one that was asked for must be there. */
export async function askFaceNetwork(
  recording: LandmarkRecording,
  network: FaceNetwork | undefined,
): Promise<{ networkFace: NetworkFace | null; issues: readonly Issue[] }> {
  if (!network) return { networkFace: null, issues: [] };
  const networkFace = await readNetworkFace(network, recording);
  const message = `"${network.name}" needs ${network.points.length} face landmarks, irises among them; no frame has all of them.`;
  return { networkFace, issues: networkFace ? [] : [issue('W_FACE_NETWORK', message)] };
}
