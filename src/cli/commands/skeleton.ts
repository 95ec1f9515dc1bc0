/** `tegn skeleton`: the skeletons that clips are made for, the built-in ones and the user's own. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { writeFileWhole } from '../../export/write-files.node.ts';
import { TegnError } from '../../issues/issues.ts';
import { ACTOR_JOINTS, type ActorJoint, FINGERS, SIDES } from '../../skeleton/actor/joints.ts';
import { bodyOf } from '../../skeleton/body/body.ts';
import { computeRestPose } from '../../skeleton/forward-kinematics.ts';
import { importSkeleton } from '../../skeleton/import/import-skeleton.ts';
import type { Rig } from '../../skeleton/rig.ts';
import { TARGETS } from '../../skeleton/targets.ts';
import { readInput } from '../read-input.ts';
import { printIssues } from '../report.ts';
import { readTarget } from '../target-option.ts';

export function registerSkeleton(program: Command): void {
  const skeleton = program.command('skeleton').description('the skeletons that clips are made for');
  skeleton
    .command('import')
    .description('make a target file of a character: names, rest pose, chains, units and axes')
    .argument('<file>', '.glb, .gltf, .vrm, binary .fbx, .bvh, or the JSON of the Unreal editor script')
    .requiredOption('-o, --output <path>', 'the target file to write, JSON')
    .option('--force', 'replace a file that exists')
    .action(async (file: string, { output, force }: { output: string; force?: boolean }) => {
      if (existsSync(output) && !force) {
        throw new TegnError('E_OUTPUT_EXISTS', `${output} exists; --force replaces it.`, { path: output });
      }
      const imported = importSkeleton(await readInput(file), file);
      await writeFileWhole(output, new TextEncoder().encode(`${JSON.stringify(imported.file, null, 1)}\n`));
      console.log(`${output}\n${describeRig(readTarget(output))}`);
      printIssues(imported.issues);
    });
  skeleton
    .command('show')
    .description('show a target: chains, proportions, what is missing')
    .argument('[target]', 'a built-in name or a target file; all built-in ones when left out')
    .option('--json', 'print as JSON')
    .action((target: string | undefined, { json }: { json?: boolean }) => {
      const rigs = target === undefined ? TARGETS.map(({ rig }) => rig()) : [readTarget(target)];
      if (json) console.log(JSON.stringify(rigs.map(summaryOf), null, 2));
      else console.log(rigs.map(describeRig).join('\n\n'));
    });
}

interface Summary {
  readonly name: string;
  readonly approximate: boolean;
  readonly joints: number;
  readonly chains: Readonly<Record<string, readonly string[]>>;
  readonly missing: readonly ActorJoint[];
  readonly heightsCm: Readonly<Record<string, number>>;
}

function summaryOf(rig: Rig): Summary {
  const { joints, skeleton } = rig;
  const named = (roles: readonly string[]): string[] =>
    roles.flatMap((role) => {
      const j = joints[role as ActorJoint];
      return j === undefined ? [] : [skeleton.jointNames[j]];
    });
  const trunk = ACTOR_JOINTS.slice(0, ACTOR_JOINTS.indexOf('head') + 1);
  const chains: Record<string, string[]> = { trunk: named(trunk) };
  for (const side of SIDES) {
    chains[`${side} arm`] = named(['Clavicle', 'UpperArm', 'LowerArm', 'Hand'].map((part) => side + part));
    for (const finger of ['Thumb', ...FINGERS]) {
      chains[`${side} ${finger.toLowerCase()}`] = named(
        ['Metacarpal', '1', '2', '3'].map((bone) => side + finger + bone),
      );
    }
    chains[`${side} leg`] = named(['Thigh', 'Calf', 'Foot', 'Ball'].map((part) => side + part));
  }
  const { positions } = computeRestPose(skeleton);
  const at = (role: ActorJoint): number => Math.round((positions[joints[role]!]?.[1] ?? 0) * 1000) / 10;
  const lowest = Math.min(...positions.map((p) => p[1]));
  return {
    name: rig.name,
    approximate: rig.approximate,
    joints: skeleton.jointNames.length,
    chains,
    missing: ACTOR_JOINTS.filter((role) => joints[role] === undefined),
    heightsCm: {
      head: at('head'),
      shoulders: at('leftUpperArm'),
      hips: at('pelvis'),
      feet: Math.round(lowest * 1000) / 10,
      headUnit: Math.round(bodyOf(rig).headUnit * 1000) / 10,
    },
  };
}

function describeRig(rig: Rig): string {
  const { name, approximate, joints, chains, missing, heightsCm } = summaryOf(rig);
  const lines = Object.entries(chains).map(
    ([chain, names]) => `  ${chain.padEnd(13)} ${names.join(' > ') || '-'}`,
  );
  const heights = Object.entries(heightsCm).map(([part, cm]) => `${part} ${cm}`);
  return [
    `${name}: ${joints} joints${approximate ? ', rest pose approximate' : ''}`,
    ...lines,
    `  heights, cm   ${heights.join(', ')}`,
    ...(missing.length > 0 ? [`  missing       ${missing.join(', ')}`] : []),
  ].join('\n');
}
