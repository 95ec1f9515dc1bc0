/** What is known about the stream: connection, what the server plays, how frames come in, a take of them, and how well they fit the body. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Clip } from '../clip/clip.ts';
import { Facts } from '../ui/facts.tsx';
import { LatencyGraph } from './latency-graph.tsx';
import type { LiveState, LiveStream } from './live-stream.ts';
import { TakePanel } from './take-panel.tsx';
import { liveTexts } from './texts.ts';

interface LivePanelProps {
  readonly clip: Clip;
  readonly stream: LiveStream;
  readonly state: LiveState;
}

export function LivePanel({ clip, stream, state }: LivePanelProps) {
  const texts = liveTexts.use();
  const status = useSyncExternalStore(stream.subscribe, stream.status);
  const subject = 'subject' in state ? state.subject : null;
  const face = 'face' in state ? state.face : null;
  const missing = subject?.bones.filter((name) => !clip.joints.has(name)) ?? [];
  const some = missing.slice(0, 4).join(', ');
  return (
    <>
      <div className="title">
        <h1>{subject?.name ?? texts.live}</h1>
        <p className="soft">{withoutToken(stream.url)}</p>
      </div>
      <LiveNumbers stream={stream} />
      <TakePanel stream={stream} subject={subject} />
      <Facts
        rows={[
          ...status.sources.map(({ source, state: playing }): [string, string] => [
            texts.sources,
            `${source}, ${texts.states[playing]}`,
          ]),
          [texts.connections, status.body?.clients?.toString()],
          [texts.frameRate, subject ? rate(subject.rate) : undefined],
          [texts.bones, subject ? String(subject.bones.length) : undefined],
          [texts.curves, subject ? String((face ?? subject).curves.length) : undefined],
          [texts.shownOn, clip.fileName],
        ]}
      />
      {missing.length > 0 && (
        <section className="issues">
          <h2>{texts.worthKnowing}</h2>
          <ul>
            <li data-severity="warning">
              {texts.missingBones(
                missing.length,
                subject!.bones.length,
                missing.length > 4 ? texts.andOthers(some) : some,
              )}
            </li>
          </ul>
        </section>
      )}
    </>
  );
}

interface Numbers {
  readonly perSecond: number;
  readonly missed: number;
  readonly dropped: number;
  readonly refused: number;
  /** Seconds; null where the clocks are not compared. */
  readonly latency: { readonly half: number; readonly worst: number } | null;
}

/** Milliseconds between two looks at the counts. */
const LOOK_MILLIS = 500;

function LiveNumbers({ stream }: { readonly stream: LiveStream }) {
  const texts = liveTexts.use();
  const [numbers, setNumbers] = useState<Numbers>(() => numbersOf(stream, 0));
  useEffect(() => {
    let before = { received: stream.counts.received, time: performance.now() };
    const timer = setInterval(() => {
      const now = { received: stream.counts.received, time: performance.now() };
      setNumbers(numbersOf(stream, ((now.received - before.received) * 1000) / (now.time - before.time)));
      before = now;
    }, LOOK_MILLIS);
    return () => clearInterval(timer);
  }, [stream]);
  const { latency, perSecond, missed, dropped, refused } = numbers;
  const [half, worst] = [latency?.half ?? 0, latency?.worst ?? 0].map((seconds) =>
    (seconds * 1000).toFixed(0),
  );
  return (
    <section className="live-numbers" aria-label={texts.connection}>
      <h2>{texts.connection}</h2>
      <Facts
        rows={[
          [texts.arriving, texts.perSecond(perSecond.toFixed(1))],
          [texts.missed, texts.framesOf(missed)],
          [texts.dropped, texts.framesOf(dropped)],
          [texts.unreadable, refused > 0 ? texts.messagesOf(refused) : undefined],
          [texts.latency, latency ? texts.latencyNow(half, worst) : texts.latencyUnknown],
        ]}
      />
      <LatencyGraph stream={stream} label={texts.latencyGraph(half, worst)} />
      <p className="soft small">{texts.latencyHelp}</p>
    </section>
  );
}

function numbersOf({ counts, latency, clock }: LiveStream, perSecond: number): Numbers {
  const { missed, dropped, refused } = counts;
  const known = clock.offset() !== null && latency.count() > 0;
  return {
    perSecond,
    missed,
    dropped,
    refused,
    latency: known ? { half: latency.quantile(0.5), worst: latency.quantile(0.99) } : null,
  };
}

const rate = ({ numerator, denominator }: { numerator: number; denominator: number }): string =>
  `${Number((numerator / denominator).toFixed(3))} fps`;

/** Screens are shown to others. */
const withoutToken = (url: string): string => url.replace(/([?&]token=)[^&]*/, '$1…');
