/** Every clip format tegn writes, and the choice among them. */
import { TegnError } from '../issues/issues.ts';
import { bvhExporter } from './bvh/bvh-exporter.ts';
import { liveLinkCsvExporter } from './csv/live-link-csv-exporter.ts';
import type { Exporter } from './exporter.ts';
import { createFbxExporter, type FbxOptions, fbxExporter } from './fbx/fbx-exporter.ts';
import { createGltfExporter, type GltfOptions, gltfExporter } from './gltf/gltf-exporter.ts';
import { poseExporter } from './pose/pose-exporter.ts';
import { createUnrealExporter, type UnrealJsonOptions, unrealExporter } from './unreal/unreal-exporter.ts';
import { usdaExporter } from './usd/usda-exporter.ts';
import { vrmaExporter } from './vrma/vrma-exporter.ts';

export const EXPORTERS: readonly Exporter[] = [
  gltfExporter,
  fbxExporter,
  unrealExporter,
  vrmaExporter,
  bvhExporter,
  usdaExporter,
  liveLinkCsvExporter,
  poseExporter,
];

/** Options of the formats that have any; their defaults where absent. */
export interface ExportOptions {
  readonly glb?: Partial<GltfOptions>;
  readonly fbx?: Partial<FbxOptions>;
  readonly unreal?: UnrealJsonOptions;
}

/**
 * @param extension as users type it: any case, with or without the dot
 * Throws E_FORMAT_UNKNOWN when no exporter writes it.
 */
export function exporterFor(extension: string, options: ExportOptions = {}): Exporter {
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
  if (exporter === gltfExporter && options.glb) return createGltfExporter(options.glb);
  if (exporter === fbxExporter && options.fbx) return createFbxExporter(options.fbx);
  if (exporter === unrealExporter && options.unreal) return createUnrealExporter(options.unreal);
  return exporter;
}

/** The extension of a file name as the formats know it, without the dot: "unreal.json" for hello.unreal.json. */
export function formatOfPath(path: string): string {
  const name = path.toLowerCase();
  const known = EXPORTERS.find(({ extension }) => name.endsWith(`.${extension}`));
  return known?.extension ?? /\.([^.\\/]*)$/.exec(name)?.[1] ?? '';
}
