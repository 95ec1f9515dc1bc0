import { it } from 'vitest';
import { assertMotionClip, PART_NAMES } from '../src/motion/motion-clip.ts';
import { solveClip } from '../src/solver/solve-clip.ts';
import { solveClipLive } from '../src/solver/live/solve-clip-live.ts';
import { createRandomSigner } from './support/random-signer.ts';
import { cutRecording, editRecording, losePart, onlyParts, withoutDepth, withoutImage, withoutWorld } from './support/edit-recording.ts';
import { fastestTurns } from './support/motion-steps.ts';
const { recording } = createRandomSigner({ seed: 1, frameCount: 50 });
const inputs = {
 full: recording, one: cutRecording(recording,0,0), two: cutRecording(recording,0,1), hands: onlyParts(recording,'leftHand','rightHand'), right: onlyParts(recording,'rightHand'),
 nohands: onlyParts(recording,'pose','face'), noface: losePart(recording,'face'), face: onlyParts(recording,'face'), none: onlyParts(recording),
 low: editRecording(recording,(c)=>{c.confidences.forEach((x,i)=>{ if(x>0) c.confidences[i]=0.05; });}),
 gap3: losePart(recording,'rightHand',10,12), gap15: losePart(recording,'rightHand',20,34), pose3: losePart(recording,'pose',10,12), poselong: losePart(recording,'pose',10,30),
 nodepth: withoutDepth(recording), noworld: withoutWorld(recording), noimage: withoutImage(recording),
 nodepthhands: withoutDepth(onlyParts(recording,'leftHand','rightHand')), noimagehands: withoutImage(onlyParts(recording,'leftHand','rightHand')),
 posemiddle: losePart(losePart(recording,'pose',0,20),'leftHand',0,20),
};
it('x', () => {
  for (const [name, rec] of Object.entries(inputs)) for (const mode of ['off','live'] as const) {
    try {
    const r = mode==='off' ? solveClip(rec) : solveClipLive(rec);
    assertMotionClip(r.clip);
    const P=PART_NAMES.length;
    const rows = PART_NAMES.map((p,i)=> p+':'+Array.from({length:r.clip.frameCount},(_,f)=>r.clip.provenance[f*P+i].toString(16)).join('')).filter(x=>/[1-9a-f]/.test(x.split(':')[1]));
    const t=fastestTurns(r.clip);
    console.log(name, mode, Object.values(t).map(x=>x.toFixed(0)).join('/'), '\n   '+rows.join('\n   '), 'issues' in r ? '\n  '+(r as any).issues.map((i:any)=>i.code+' '+i.message).join('\n  ') : '');
    } catch (e) { console.log(name, mode, 'THROWS', (e as Error).message, (e as Error).stack?.split('\n').slice(1,4).join('|')); }
  }
});
