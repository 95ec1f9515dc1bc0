/** The flags of `tegn export` that say how files are written and what they say about themselves. */
import { type Command, Option } from 'commander';
import type { ClipMetadata } from '../export/exporter.ts';
import type { ExportOptions } from '../export/exporters.ts';
import { FBX_DEFAULTS } from '../export/fbx/fbx-exporter.ts';
import { GLTF_DEFAULTS } from '../export/gltf/gltf-exporter.ts';
import { UNREAL_JSON_DEFAULTS, type UnrealJsonOptions } from '../export/unreal/unreal-exporter.ts';

export interface WriteFlags {
  mesh?: 'proxy' | 'none';
  int16?: boolean;
  reduceKeys?: boolean;
  meshopt?: boolean;
  fbxAxes?: 'unreal' | 'maya';
  fbxVersion?: '7.4' | '7.5';
  metahumanFace?: boolean;
  unrealFace?: UnrealJsonOptions['face'];
  signer?: string;
  licence?: string;
  consent?: string;
}

export function addWriteFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--mesh <kind>',
        `proxy: a visible body in glb and fbx, none: the animation alone. Default: glb ${GLTF_DEFAULTS.mesh}, fbx ${FBX_DEFAULTS.mesh}`,
      ).choices(['proxy', 'none']),
    )
    .option('--int16', 'glb: rotations in 16 bits, half as large, up to 0.02 degrees and 0.1 mm off')
    .option('--reduce-keys', 'glb: leave out keys that lie on the line between their neighbours')
    .option('--meshopt', 'glb: compressed for the web (EXT_meshopt_compression); Blender 3.4 refuses it')
    .addOption(
      new Option(
        '--fbx-axes <name>',
        `fbx: unreal (Z up, facing -Y) or maya (Y up, facing +Z). Default: ${FBX_DEFAULTS.axes}`,
      ).choices(['unreal', 'maya']),
    )
    .addOption(
      new Option(
        '--fbx-version <number>',
        `fbx: 7.4 (FBX 2014) or 7.5 (FBX 2016). Default: ${FBX_DEFAULTS.version}`,
      ).choices(['7.4', '7.5']),
    )
    .option(
      '--metahuman-face',
      "face curves as a MetaHuman's own controls (CTRL_expressions_...) in every format; unreal.json does so for MetaHuman targets anyway",
    )
    .addOption(
      new Option(
        '--unreal-face <names>',
        `unreal.json for a MetaHuman: metahuman (its own controls) or arkit (its Blueprint maps them). Default: ${UNREAL_JSON_DEFAULTS.face}`,
      ).choices(['metahuman', 'arkit']),
    )
    .option('--signer <text>', 'who signs, written into the files')
    .option(
      '--licence <text>',
      'licence of the clips, written into the files. Default: that of the recording',
    )
    .option('--consent <text>', "a note on the signer's consent, written into the files");
}

export function exportOptions(flags: WriteFlags): ExportOptions {
  const { mesh, int16, reduceKeys, meshopt, fbxAxes, fbxVersion, unrealFace } = flags;
  const glb = given({
    mesh,
    rotations: int16 ? ('int16' as const) : undefined,
    reduceKeys,
    meshopt,
  });
  const fbx = given({ mesh, axes: fbxAxes, version: fbxVersion });
  return {
    ...(Object.keys(glb).length > 0 && { glb }),
    ...(Object.keys(fbx).length > 0 && { fbx }),
    ...(unrealFace && { unreal: { face: unrealFace } }),
  };
}

/** What was made of the flags on top of what the recording says. */
export function withProvenance(
  metadata: ClipMetadata,
  { signer, licence, consent }: WriteFlags,
  written: ExportOptions,
): ClipMetadata {
  return {
    ...metadata,
    ...given({ signer, licence, consent }),
    options: { ...metadata.options, ...written },
  };
}

const given = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
