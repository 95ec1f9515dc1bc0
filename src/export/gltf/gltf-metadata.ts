/** What a clip says about itself, in the extras of a glTF file's asset and scene. */
import type { MotionClip } from '../../motion/motion-clip.ts';
import type { ClipMetadata } from '../exporter.ts';
import type { GltfJson } from './glb-file.ts';

export function describeGltf(json: GltfJson, clip: MotionClip, metadata: ClipMetadata): void {
  const extras = { tegn: metadata };
  json.asset = {
    version: '2.0',
    generator: `tegn ${metadata.tegnVersion}`,
    ...(metadata.licence === undefined ? {} : { copyright: metadata.licence }),
    extras,
  };
  Object.assign(json.scenes[0], { name: metadata.gloss ?? clip.name, extras });
}
