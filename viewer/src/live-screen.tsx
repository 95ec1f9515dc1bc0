/** A live stream on the body of a clip, or on one at rest: stage, connection, and what is known about both. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { StaticData } from '../../src/index.ts';
import type { Clip } from './clip/clip.ts';
import type { BodyDriver } from './live/body-driver.ts';
import { createBodyDriver } from './live/body-driver.ts';
import { LiveBar } from './live/live-bar.tsx';
import { LivePanel } from './live/live-panel.tsx';
import { type LiveStream, openLiveStream } from './live/live-stream.ts';
import { liveTexts } from './live/texts.ts';
import { useLiveBody } from './live/use-live-body.ts';
import type { Session } from './session.ts';
import { ClipStage } from './stage/clip-stage.tsx';
import { publishTestHook } from './test-hook.ts';
import { Notice } from './ui/notice.tsx';
import { Screen } from './ui/screen.tsx';

interface LiveScreenProps {
  readonly session: Session;
  readonly url: string;
}

export function LiveScreen({ session, url }: LiveScreenProps) {
  const [stream, setStream] = useState<LiveStream | null>(null);
  useEffect(() => {
    const opened = openLiveStream(url);
    setStream(opened);
    return () => opened.close();
  }, [url]);
  return stream ? (
    <ConnectedScreen session={session} stream={stream} />
  ) : (
    <Notice title={liveTexts.now().connecting(url)} quiet />
  );
}

interface ConnectedProps {
  readonly session: Session;
  readonly stream: LiveStream;
}

function ConnectedScreen({ session, stream }: ConnectedProps) {
  const texts = liveTexts.use();
  const state = useSyncExternalStore(stream.subscribe, stream.state);
  const subject = 'subject' in state ? state.subject : null;
  const { clip, problem } = useLiveBody(session.clip, subject, session.solver);
  if (problem !== null) {
    return (
      <Notice title={texts.bodyFailed} role="alert">
        <p>{problem}</p>
      </Notice>
    );
  }
  if (!clip) return <Notice title={texts.connecting(stream.url)} quiet />;
  return <LiveStage key={clip.fileName} clip={clip} stream={stream} />;
}

function LiveStage({ clip, stream }: { readonly clip: Clip; readonly stream: LiveStream }) {
  const state = useSyncExternalStore(stream.subscribe, stream.state);

  useEffect(() => {
    const drivers = new WeakMap<StaticData, BodyDriver>();
    let number: number | null = null;
    const stopFrames = stream.onFrame((frame, subject) => {
      let driver = drivers.get(subject);
      if (!driver) {
        driver = createBodyDriver(clip.body, clip.joints, subject);
        drivers.set(subject, driver);
      }
      driver.pose(frame);
      if (subject.role === 'animation') number = frame.timecode?.frame ?? frame.number;
    });
    const stopHook = publishTestHook(
      clip,
      () => number,
      () => {},
    );
    return () => {
      stopFrames();
      stopHook();
    };
  }, [stream, clip]);

  const onPose = useCallback((listener: () => void) => stream.onFrame(() => listener()), [stream]);
  return (
    <Screen
      stage={<ClipStage clip={clip} onTick={noTick} onPose={onPose} />}
      bar={<LiveBar stream={stream} state={state} />}
    >
      <LivePanel clip={clip} stream={stream} state={state} />
    </Screen>
  );
}

const noTick = () => {};
