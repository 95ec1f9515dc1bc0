/** What should be known about the clip before it is used: the worst first, the same about one part folded into one line. */
import type { ShownMetadata } from '../clip/metadata.ts';

type ShownIssue = ShownMetadata['issues'][number];

/** Lines that are shown without asking. */
const FIRST_LINES = 4;

export function Issues({ issues }: { readonly issues: ShownMetadata['issues'] }) {
  if (issues.length === 0) return null;
  const lines = foldIssues(issues);
  const rest = lines.slice(FIRST_LINES);
  return (
    <section className="issues">
      <h2>Worth knowing</h2>
      <IssueLines lines={lines.slice(0, FIRST_LINES)} />
      {rest.length > 0 && (
        <details>
          <summary>{`${rest.length} more`}</summary>
          <IssueLines lines={rest} />
        </details>
      )}
    </section>
  );
}

function IssueLines({ lines }: { readonly lines: readonly IssueLine[] }) {
  return (
    <ul>
      {lines.map(({ issue, more }) => (
        <li key={`${issue.code} ${issue.joint} ${issue.message}`} data-severity={issue.severity}>
          {issue.message}
          {more > 0 && <span className="soft">{` And ${more} more like this.`}</span>}
        </li>
      ))}
    </ul>
  );
}

interface IssueLine {
  readonly issue: ShownIssue;
  more: number;
}

function foldIssues(issues: readonly ShownIssue[]): IssueLine[] {
  const lines = new Map<string, IssueLine>();
  for (const issue of issues) {
    const key = `${issue.code} ${issue.joint}`;
    const line = lines.get(key);
    if (line) line.more++;
    else lines.set(key, { issue, more: 0 });
  }
  const rank = { error: 0, warning: 1, info: 2 } as const;
  return [...lines.values()].sort((a, b) => rank[a.issue.severity] - rank[b.issue.severity]);
}
