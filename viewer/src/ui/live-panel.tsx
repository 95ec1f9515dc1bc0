/** What is known about the stream, and how well it fits the body it is shown on. */
import type { Clip } from '../clip/clip.ts';
import type { LiveState, LiveStream } from '../live/live-stream.ts';
import { Facts } from './facts.tsx';

interface LivePanelProps {
  readonly clip: Clip;
  readonly stream: LiveStream;
  readonly state: LiveState;
}

export function LivePanel({ clip, stream, state }: LivePanelProps) {
  const subject = 'subject' in state ? state.subject : null;
  const face = 'face' in state ? state.face : null;
  const missing = subject?.bones.filter((name) => !clip.joints.has(name)) ?? [];
  return (
    <>
      <div className="title">
        <h1>{subject?.name ?? 'Live'}</h1>
        <p className="soft">{stream.url}</p>
      </div>
      <Facts
        rows={[
          ['Frame rate', subject ? rate(subject.rate) : undefined],
          ['Bones', subject ? String(subject.bones.length) : undefined],
          ['Face curves', subject ? String((face ?? subject).curves.length) : undefined],
          ['Shown on', clip.fileName],
        ]}
      />
      {missing.length > 0 && (
        <section className="issues">
          <h2>Worth knowing</h2>
          <ul>
            <li data-severity="warning">
              {`${missing.length} of ${subject!.bones.length} bones of the stream are not in this body: ${missing.slice(0, 4).join(', ')}${missing.length > 4 ? ' and others' : ''}.`}
            </li>
          </ul>
        </section>
      )}
    </>
  );
}

const rate = ({ numerator, denominator }: { numerator: number; denominator: number }): string =>
  `${Number((numerator / denominator).toFixed(3))} fps`;
