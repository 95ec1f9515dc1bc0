/** What bench/retarget.mjs measures with: signs with known contacts, bodies of other sizes, and measures. */
export { frameRotations, frameTranslation } from '../../src/motion/motion-clip.ts';
export { retargetClip, retargetWithReport } from '../../src/retarget/retarget.ts';
export { createRetargetState, retargetFrame } from '../../src/retarget/state.ts';
export { createActor } from '../../src/skeleton/actor/actor.ts';
export { bodyOf } from '../../src/skeleton/body/body.ts';
export { targetNamed } from '../../src/skeleton/targets.ts';
export { createDetection, measureDetection, solveFilmed } from './contact-detection.ts';
export { createContactSign, SIGN_NAMES } from './contact-signs.ts';
export { resizeRig } from './resize-rig.ts';
export { createTally, directionError, measureSign } from './retarget-measures.ts';
