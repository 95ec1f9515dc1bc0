/** A source that sends when the test says so; curves make its frames as large as wanted. */
import type { FrameSink, FrameSource } from '../../../src/livelink/frame-source.ts';
import { createMetahuman } from '../../../src/skeleton/metahuman/metahuman.ts';

export interface ManualSource extends FrameSource {
  emit(number: number, curves?: number): void;
  sink(): FrameSink;
}

export function manualSource(curveCount: number, name = 'tegn'): ManualSource {
  const { skeleton } = createMetahuman();
  let sink: FrameSink;
  return {
    subject: {
      name,
      skeleton,
      curveNames: Array.from({ length: curveCount }, (_, i) => `curve${i}`),
      rate: { numerator: 30, denominator: 1 },
    },
    start(to) {
      sink = to;
      return {
        stop: () => {},
        obey: () => {},
        status: () => ({
          state: 'playing',
          source: name,
          frame: null,
          frameCount: null,
          rate: 1,
          loop: false,
          transport: false,
        }),
      };
    },
    sink: () => sink,
    emit(number, curves = curveCount) {
      sink.frame({
        number,
        time: number,
        arrival: number,
        cut: false,
        sourceFrame: null,
        rotations: skeleton.restRotations,
        translation: new Float32Array(3),
        curves: new Float32Array(curves),
        provenance: new Uint8Array(7),
      });
    },
  };
}
