/** Tables of every face channel and every control of a MetaHuman that is driven, from the tables that the code uses. */
import { CONTROL_PREFIX, METAHUMAN_CONTROLS } from '../../src/export/face/metahuman-controls.ts';
import { METAHUMAN_WEIGHTS } from '../../src/export/face/metahuman-weights.ts';
import { vrmExpression } from '../../src/export/vrma/vrm-expressions.ts';
import { ARKIT_CURVES, LIVE_LINK_TURNS, liveLinkSpelling } from '../../src/motion/arkit-curves.ts';
import { trackOfCurve } from '../../src/motion/tracks.ts';
import { NETWORK_ONLY } from '../../src/solver/face/fuse-network.ts';
import { FACE_CURVES } from '../../src/solver/face/solve-expression.ts';

const TURNS: Readonly<Record<string, string>> = {
  headYaw: 'turn of the head with `--head face`, else 0 | `HeadRoll` = 50 x, `HeadControlSwitch` = 1',
  headPitch: 'turn of the head with `--head face`, else 0 | `HeadYaw` = -50 x',
  headRoll: 'turn of the head with `--head face`, else 0 | `HeadPitch` = 50 x',
  leftEyeYaw: 'gaze: -0.52 (out - in) | none: gaze is in the controls',
  leftEyePitch: 'gaze: 0.52 (down - up) | none',
  leftEyeRoll: '0 | none',
  rightEyeYaw: 'gaze: 0.52 (out - in) | none',
  rightEyePitch: 'gaze: 0.52 (down - up) | none',
  rightEyeRoll: '0 | none',
};

/** Column of the recordings where the app's packets have another. */
const PACKET_ORDER: Readonly<Record<string, string>> = {
  jawLeft: 'jawRight',
  jawRight: 'jawLeft',
  mouthLeft: 'mouthRight',
  mouthRight: 'mouthLeft',
};

export function faceTablesPage(): string {
  return `# Face curves, one by one

Made from the code's own tables: \`node scripts/generate-docs.mjs\`. What they mean and how far they can be trusted: [face.md](face.md).

## The 61 channels of Live Link Face

Columns by their place in the app's CSV recordings and in its UDP packets. *Seen by*: formulas on the landmarks; network = only with \`--models\`;
recorded = only from a recorded face (\`--face-from\`). Values are 0..1, turns of head and eyes in the app's units. MetaHuman controls
carry the prefix \`${CONTROL_PREFIX}\`.

| CSV | UDP | channel | track | seen by | MetaHuman controls | VRM expression |
| --- | --- | --- | --- | --- | --- | --- |
${channelRows()}

## The controls of a MetaHuman that are driven

${drivenControls().length} of its ${METAHUMAN_CONTROLS.length} raw controls, each the sum of what stands beside it, held to 1. \`mouthUp\` is written as 0: its presence makes the stock
face Blueprint pass controls through. \`HeadControlSwitch\` is 0 while the body owns the head, 1 with \`--head face\`, beside \`HeadRoll\`, \`HeadPitch\`
and \`HeadYaw\` in degrees.

| control | made of |
| --- | --- |
${controlRows()}
`;
}

function channelRows(): string {
  const columns: readonly string[] = [...ARKIT_CURVES, ...LIVE_LINK_TURNS];
  return columns
    .map((name, i) => {
      const packet = columns.indexOf(PACKET_ORDER[name] ?? name);
      const start = `| ${i} | ${packet} | ${liveLinkSpelling(name)} |`;
      if (TURNS[name]) return `${start} ${name.startsWith('head') ? 'head' : 'gaze'} | ${TURNS[name]} | |`;
      const { kind, name: expression } = vrmExpression(name);
      return `${start} ${trackOfCurve(name)} | ${seenBy(name)} | ${controlsOf(name)} | ${kind === 'preset' ? `\`${expression}\`` : 'custom'} |`;
    })
    .join('\n');
}

const seenBy = (name: string): string =>
  FACE_CURVES.includes(name)
    ? 'formula'
    : (NETWORK_ONLY as readonly string[]).includes(name)
      ? 'network'
      : 'recorded';

function controlsOf(name: string): string {
  if (name === 'mouthClose') return 'mouthLipsTogether UL, UR, DL, DR = mouthClose / jawOpen';
  const weights: Readonly<Record<string, number>> = METAHUMAN_WEIGHTS[name as keyof typeof METAHUMAN_WEIGHTS];
  return Object.entries(weights)
    .map(([control, weight]) => (weight === 1 ? control : `${weight} ${control}`))
    .join(', ');
}

const sourcesOf = (control: string): string[] => [
  ...Object.entries(METAHUMAN_WEIGHTS).flatMap(
    ([name, weights]: [string, Readonly<Record<string, number>>]) =>
      weights[control] === undefined ? [] : [weights[control] === 1 ? name : `${weights[control]} ${name}`],
  ),
  ...(control.startsWith('mouthLipsTogether') ? ['mouthClose / jawOpen'] : []),
];

const drivenControls = (): string[] => METAHUMAN_CONTROLS.filter((control) => sourcesOf(control).length > 0);

const controlRows = (): string =>
  drivenControls()
    .map((control) => `| ${control} | ${sourcesOf(control).join(' + ')} |`)
    .join('\n');
