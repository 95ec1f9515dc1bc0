/** The score of a clip that was solved here, in words, and what took it down, the most expensive first. */
import type { ClipMeasure } from '../../../src/index.ts';
import { Issues } from '../ui/issues.tsx';
import { findingNotices, gradeOf } from './notices.ts';
import { inspectTexts } from './texts.ts';

interface ClipQualityProps {
  readonly measure: ClipMeasure;
  readonly onSeek: (frame: number) => void;
}

export function ClipQuality({ measure, onSeek }: ClipQualityProps) {
  const texts = inspectTexts.use();
  const { score } = measure;
  const grade = gradeOf(score);
  const notices = findingNotices(measure).filter(({ cost }) => cost > 0);
  return (
    <section className="score" aria-label={texts.quality}>
      <p className="score-line">
        <strong className="score-badge" data-grade={grade}>
          <span className="unseen">{texts.score(score.toFixed(2))}</span>
          <span aria-hidden="true">{score.toFixed(2)}</span>
        </strong>
        <span>
          <strong>{texts.grades[grade]}</strong> <span className="soft">{texts.summaries[grade]}</span>
        </span>
      </p>
      {notices.length > 0 ? (
        <Issues title={texts.costMost} notices={notices} costs onSeek={onSeek} />
      ) : (
        <p className="soft">{texts.nothingCost}</p>
      )}
    </section>
  );
}
