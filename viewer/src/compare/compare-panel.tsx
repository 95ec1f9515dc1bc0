/** Chooses B and says where it differs from A. */
import { Choice } from '../adjust/choice.tsx';
import { FileButton } from '../open/file-button.tsx';
import type { Playback } from '../playback/playback.ts';
import { COMPARE_MODES, COMPARED, type Compared, type CompareMode } from './comparisons.ts';
import { compareTexts } from './texts.ts';
import type { Comparison } from './use-comparison.ts';

interface ComparePanelProps {
  readonly comparison: Comparison;
  readonly playback: Playback;
  /** The clip was solved here, so that it can be solved in other ways. */
  readonly canSolve: boolean;
}

/** Joints that are named. */
const NAMED = 5;
/** Radians that float32 and a file's rounding make; less is the same. */
const SAME = 1e-4;
const DEGREES = 180 / Math.PI;

export function ComparePanel({ comparison, playback, canSolve }: ComparePanelProps) {
  const texts = compareTexts.use();
  const { compared, mode, differences, busy, problem, compare, setMode } = comparison;
  const choices = canSolve ? COMPARED : (['off', 'file'] as const);
  return (
    <div className="adjust" aria-busy={busy}>
      <Choice
        label={texts.with}
        value={compared}
        options={choices.map((choice) => [choice, texts.choices[choice]])}
        onChange={(choice) => compare(choice as Compared)}
      />
      {compared === 'file' && <FileButton label={texts.choose} onFiles={([file]) => compare('file', file)} />}
      {compared !== 'off' && (
        <Choice
          label={texts.mode}
          value={mode}
          options={COMPARE_MODES.map((name) => [name, texts.modes[name]])}
          onChange={(name) => setMode(name as CompareMode)}
        />
      )}
      <p className="status soft" role="status">
        {busy && texts.working}
      </p>
      {problem && <p role="alert">{problem}</p>}
      {compared !== 'off' && differences && (
        <section className="differences">
          {differences.jointNames.length === 0 && <p>{texts.noJoints}</p>}
          {differences.jointNames.length > 0 && differences.max < SAME && <p>{texts.same}</p>}
          {differences.max >= SAME && (
            <>
              <p>
                {texts.mean}: {texts.degrees(differences.mean * DEGREES)}
              </p>
              <h2>{texts.most}</h2>
              <ul>
                {differences.worst.slice(0, NAMED).map(({ joint, max, frame }) => (
                  <li key={joint}>
                    <button type="button" className="link-button" onClick={() => playback.seek(frame)}>
                      {texts.jump(joint, texts.degrees(max * DEGREES), frame)}
                    </button>
                  </li>
                ))}
              </ul>
              <p className="soft">{texts.key}</p>
              {mode === 'overlay' && <p className="soft">{texts.scale}</p>}
            </>
          )}
        </section>
      )}
    </div>
  );
}
