/** Every clip format tegn writes, and the choice among them. */
import { TegnError } from '../issues/issues.ts';
import type { Exporter } from './exporter.ts';
import { fbxExporter } from './fbx/fbx-exporter.ts';
import { gltfExporter } from './gltf/gltf-exporter.ts';

export const EXPORTERS: readonly Exporter[] = [gltfExporter, fbxExporter];

/**
 * @param extension as users type it: any case, with or without the dot
 * Throws E_FORMAT_UNKNOWN when no exporter writes it.
 */
export function exporterFor(extension: string): Exporter {
  const wanted = extension.toLowerCase().replace(/^\./, '');
  const exporter = EXPORTERS.find((candidate) => candidate.extension === wanted);
  if (!exporter) {
    const known = EXPORTERS.map((candidate) => candidate.extension);
    throw new TegnError(
      'E_FORMAT_UNKNOWN',
      `Expected a format among ${known.join(', ')}, found ${JSON.stringify(extension)}.`,
      { expected: known, found: extension },
    );
  }
  return exporter;
}
