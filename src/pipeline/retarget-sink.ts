/** A sink on another skeleton: frames are retargeted frame by frame before it gets them. For bridges whose receivers know one skeleton only. */
import type { FrameSink } from '../livelink/frame-source.ts';
import { createRetargetState, type RetargetState, retargetFrame } from '../retarget/state.ts';
import type { Rig } from '../skeleton/rig.ts';
import { framesPerSecond } from '../space/timing.ts';

/** @param source rig of the frames that come in @param fps of the first subject */
export function createRetargetSink(source: Rig, target: Rig, fps: number, sink: FrameSink): FrameSink {
  const rotations = new Float32Array(target.skeleton.jointNames.length * 4);
  const translation = new Float32Array(3);
  let state: RetargetState = createRetargetState(source, target, fps);
  return {
    subject(subject) {
      state = createRetargetState(source, target, framesPerSecond(subject.rate));
      sink.subject({ ...subject, skeleton: target.skeleton });
    },
    frame(frame) {
      retargetFrame(state, frame.rotations, frame.translation, { rotations, translation });
      sink.frame({ ...frame, rotations, translation });
    },
    end: () => sink.end(),
    changed: () => sink.changed(),
  };
}
