/**
 * A face curve -> where it goes among VRM's expressions: the presets that say the same thing, all others as custom expressions of their own
 * name, which avatars with ARKit's 52 shapes play as they are. Nothing goes to two places, so that no avatar shows it twice.
 * Limits: presets of emotion (happy, angry, ...) are not made of single curves: brows and mouth are grammar in signing.
 */
import { arkitSpelling } from '../../motion/arkit-curves.ts';

const PRESETS: Readonly<Record<string, string>> = {
  eyeBlinkLeft: 'blinkLeft',
  eyeBlinkRight: 'blinkRight',
  jawOpen: 'aa',
  mouthFunnel: 'oh',
  mouthPucker: 'ou',
};

/** MetaHuman's names of the same curves. */
const CONTROLS: Readonly<Record<string, string>> = {
  CTRL_expressions_eyeBlinkL: 'blinkLeft',
  CTRL_expressions_eyeBlinkR: 'blinkRight',
  CTRL_expressions_jawOpen: 'aa',
};

export interface VrmExpression {
  readonly kind: 'preset' | 'custom';
  readonly name: string;
}

export function vrmExpression(curveName: string): VrmExpression {
  const name = arkitSpelling(curveName);
  const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : CONTROLS[curveName];
  return preset ? { kind: 'preset', name: preset } : { kind: 'custom', name: curveName };
}
