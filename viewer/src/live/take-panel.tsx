/** Records what arrives, and saves it: as a clip by the exporters that the command line has, or as a take. */
import { useEffect, useState } from 'react';
import type { StaticData } from '../../../src/index.ts';
import { saveFile } from '../export/save-file.ts';
import { createSolver } from '../solve/solver.ts';
import type { LiveStream } from './live-stream.ts';
import { type RecordedTake, startTake, type TakeRecorder, takeFile } from './take.ts';
import { targetOfStream } from './target-of-stream.ts';
import { liveTexts } from './texts.ts';

/** Formats that a take is saved in here; tegn take knows all others. */
const FORMATS = ['glb', 'fbx'];
const LOOK_MILLIS = 250;

interface TakePanelProps {
  readonly stream: LiveStream;
  readonly subject: StaticData | null;
}

interface Kept {
  readonly take: RecordedTake;
  readonly isBuiltIn: boolean;
}

export function TakePanel({ stream, subject }: TakePanelProps) {
  const texts = liveTexts.use();
  const [solver] = useState(createSolver);
  const [recorder, setRecorder] = useState<TakeRecorder | null>(null);
  const [kept, setKept] = useState<Kept | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => () => solver.close(), [solver]);

  const start = () => {
    setKept(null);
    setProblem(null);
    setRecorder(startTake(stream));
  };
  const stop = () => {
    const target = subject ? targetOfStream(subject) : null;
    const take = recorder!.stop(nameOf(subject), target?.name ?? '');
    setRecorder(null);
    setKept({ take, isBuiltIn: target?.isExact ?? false });
  };
  const save = async (take: RecordedTake, format: string) => {
    setProblem(null);
    try {
      for (const file of await solver.ask('writeTake', { take, format })) saveFile(file);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <section className="take">
      <h2>{texts.take}</h2>
      <div className="take-row">
        <button
          type="button"
          className="button record-button"
          aria-pressed={recorder !== null}
          disabled={recorder === null && subject === null}
          onClick={recorder ? stop : start}
        >
          <i />
          {recorder ? texts.stop : texts.record}
        </button>
        {recorder && <Length recorder={recorder} />}
      </div>
      {kept && kept.take.frames === 0 && <p>{texts.emptyTake}</p>}
      {kept && kept.take.frames > 0 && (
        <>
          <p role="status">
            {texts.recorded(kept.take.seconds.toFixed(1), kept.take.frames, kept.take.missing)}
          </p>
          {kept.take.full && <p>{texts.fullTake}</p>}
          <div className="take-row">
            {kept.isBuiltIn &&
              FORMATS.map((format) => (
                <button
                  key={format}
                  type="button"
                  className="button"
                  onClick={() => void save(kept.take, format)}
                >
                  {texts.save(format)}
                </button>
              ))}
            <button
              type="button"
              className="button"
              onClick={() => saveFile({ name: `${kept.take.name}.take`, bytes: takeFile(kept.take) })}
            >
              {texts.save(texts.takeFile)}
            </button>
          </div>
          <p className="soft small">{kept.isBuiltIn ? texts.takeHelp : texts.ownSkeleton}</p>
        </>
      )}
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  );
}

function Length({ recorder }: { readonly recorder: TakeRecorder }) {
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((count) => count + 1), LOOK_MILLIS);
    return () => clearInterval(timer);
  }, []);
  const texts = liveTexts.use();
  return (
    <span className="soft">
      {recorder.isFull() ? texts.fullTake : texts.recording(recorder.seconds().toFixed(1), recorder.frames())}
    </span>
  );
}

/** tegn-20260131-142509: of the subject and the time, as files of other programs are told apart. */
function nameOf(subject: StaticData | null): string {
  const now = new Date();
  const digits = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) =>
    String(n).padStart(2, '0'),
  );
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((n) => String(n).padStart(2, '0'));
  const name = (subject?.name ?? 'take').replace(/[^\p{L}\p{N}_-]+/gu, '_');
  return `${name}-${digits.join('')}-${time.join('')}`;
}
