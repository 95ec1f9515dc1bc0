/**
 * A GLB -> the same with EXT_meshopt_compression. Values stay what they are; only their bytes are packed. The encoder is loaded when
 * it is first needed.
 */
import { Logger, WebIO } from '@gltf-transform/core';

export async function packMeshopt(glb: Uint8Array): Promise<Uint8Array> {
  const [{ EXTMeshoptCompression }, { MeshoptEncoder }] = await Promise.all([
    import('@gltf-transform/extensions'),
    import('meshoptimizer/encoder'),
  ]);
  await MeshoptEncoder.ready;
  const io = new WebIO()
    .setLogger(new Logger(Logger.Verbosity.SILENT))
    .registerExtensions([EXTMeshoptCompression])
    .registerDependencies({ 'meshopt.encoder': MeshoptEncoder });
  const document = await io.readBinary(glb);
  document
    .createExtension(EXTMeshoptCompression)
    .setRequired(true)
    .setEncoderOptions({ method: EXTMeshoptCompression.EncoderMethod.QUANTIZE });
  return io.writeBinary(document);
}
