/** What a file is, by its first bytes: names lie, and recordings have many endings. */
export type FileKind = 'gltf' | 'fbx' | 'video' | 'landmarks';

export function fileKind(bytes: Uint8Array, name: string): FileKind {
  const start = String.fromCharCode(...bytes.subarray(0, 24));
  if (start.startsWith('glTF')) return 'gltf';
  if (start.startsWith('Kaydara FBX') || start.startsWith('; FBX')) return 'fbx';
  if (isVideo(name)) return 'video';
  return 'landmarks';
}

export const isVideo = (name: string): boolean => /\.(mp4|m4v|mov|webm|ogv)$/i.test(name);
