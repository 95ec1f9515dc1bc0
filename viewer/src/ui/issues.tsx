/**
 * What should be known about the clip before it is used: the worst first, what is of one kind folded into one line. A line that is about
 * frames is a button that goes there.
 */
import { type FoldedNotice, foldNotices, type Notice } from '../inspect/notices.ts';
import { inspectTexts } from '../inspect/texts.ts';

interface IssuesProps {
  readonly title: string;
  readonly notices: readonly Notice[];
  /** Say what each took off the score. */
  readonly costs?: boolean;
  readonly onSeek: (frame: number) => void;
}

/** Lines that are shown without asking. */
const FIRST_LINES = 4;
/** Further places of one kind that have a button each. */
const MOST_PLACES = 12;

export function Issues({ title, notices, costs = false, onSeek }: IssuesProps) {
  const texts = inspectTexts.use();
  if (notices.length === 0) return null;
  const lines = foldNotices(notices);
  const rest = lines.slice(FIRST_LINES);
  return (
    <section className="issues">
      <h2>{title}</h2>
      <IssueLines lines={lines.slice(0, FIRST_LINES)} costs={costs} onSeek={onSeek} />
      {rest.length > 0 && (
        <details>
          <summary>{texts.more(rest.length)}</summary>
          <IssueLines lines={rest} costs={costs} onSeek={onSeek} />
        </details>
      )}
    </section>
  );
}

interface IssueLinesProps extends Required<Pick<IssuesProps, 'costs' | 'onSeek'>> {
  readonly lines: readonly FoldedNotice[];
}

function IssueLines({ lines, costs, onSeek }: IssueLinesProps) {
  const texts = inspectTexts.use();
  const costOf = ({ cost }: Notice) => texts.costs(`${Math.max(1, Math.round(cost * 100))} %`);
  return (
    <ul>
      {lines.map(({ notice, more }) => (
        <li key={`${notice.kind} ${notice.message}`} data-severity={notice.severity}>
          <span className="unseen">{`${texts.severities[notice.severity]}: `}</span>
          {notice.frames ? (
            <button
              type="button"
              className="issue"
              title={texts.goTo(String(notice.frames[0]))}
              onClick={() => onSeek(notice.frames![0])}
            >
              {notice.message}
            </button>
          ) : (
            notice.message
          )}
          {costs && <span className="soft">{` ${costOf(notice)}`}</span>}
          <Places notices={more} onSeek={onSeek} />
        </li>
      ))}
    </ul>
  );
}

function Places({
  notices,
  onSeek,
}: {
  readonly notices: readonly Notice[];
  readonly onSeek: IssuesProps['onSeek'];
}) {
  const texts = inspectTexts.use();
  if (notices.length === 0) return null;
  const places = notices.flatMap(({ frames }) => (frames ? [frames] : [])).slice(0, MOST_PLACES);
  const untold = notices.length - places.length;
  return (
    <span className="places">
      {places.map(([first, last]) => (
        <button key={first} type="button" onClick={() => onSeek(first)}>
          {texts.frames(first, last)}
        </button>
      ))}
      {untold > 0 && <span className="soft">{texts.more(untold)}</span>}
    </span>
  );
}
