/**
 * Rows of a report -> one page that needs nothing else: no server, no network, no other file. The data is JSON in the page, the table draws
 * only the rows in sight, strips are drawn when they are looked at.
 */
import { FINDING_RULES } from '../../quality/finding-types.ts';
import { STRIP_LANDMARKS, STRIP_POINTS } from '../../quality/strip.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { StoredStrip } from './read-strips.node.ts';
import type { ReportRow } from './report-row.ts';
import type { Totals } from './totals.ts';

/** Rows of a page at most: what failed and the worst. A row is a kilobyte or two, and browsers hold some fifty megabytes with ease. */
const PAGE_ROWS = 20_000;

/** What the page may load and run: itself. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** What a server sends with the page: it runs as a stranger there, and opens clips in windows of their own. */
export const REPORT_POLICY = `${POLICY}; sandbox allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox`;

export function reportPage(
  all: readonly ReportRow[],
  totals: Totals,
  strips: ReadonlyMap<string, StoredStrip>,
): string {
  const rows =
    all.length <= PAGE_ROWS
      ? all
      : [...all].sort((a, b) => (a.score ?? -1) - (b.score ?? -1)).slice(0, PAGE_ROWS);
  const left = all.length - rows.length;
  const types = Object.keys(FINDING_RULES);
  const data = {
    totals,
    types,
    help: Object.values(FINDING_RULES).map(({ help }) => help),
    landmarkEdges: LANDMARK_EDGES,
    landmarkCount: STRIP_LANDMARKS.length,
    points: STRIP_POINTS,
    rows: rows.map(
      ({
        word,
        input,
        status,
        score,
        trackingScore,
        frames,
        hands,
        outputs,
        findings,
        error,
        sameAs,
        job,
      }) => [
        word,
        input,
        status,
        score ?? null,
        trackingScore === undefined ? null : Math.round(trackingScore * 1000) / 1000,
        frames ?? null,
        hands ?? '',
        outputs,
        findings.map(({ type, severity, frameStart, frameEnd, message, cost }) => [
          types.indexOf(type),
          severity,
          frameStart,
          frameEnd,
          message,
          Math.round(cost * 1000) / 1000,
        ]),
        error ? `${error.code}: ${error.message}` : '',
        sameAs ?? '',
        strips.get(job) ?? null,
      ],
    ),
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${totals.clips} clips</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header><h1>${totals.clips} clips</h1><dl id="totals"></dl></header>
<section class="overview">
<figure><figcaption>Clips by score. Click a bar to see its clips.</figcaption><div id="histogram"></div></figure>
<figure><figcaption>Reasons, by clips that have them. Click one to see its clips.</figcaption><div id="reasons"></div></figure>
</section>
<h2>Worst first</h2>
<section id="worst"></section>
<h2>All clips</h2>
${left > 0 ? `<p>The ${rows.length} that failed or are worst; ${left} better ones stand in results.csv and results.parquet.</p>` : ''}
<form id="filters">
<input id="search" type="search" placeholder="word or file" aria-label="word or file">
<select id="status" aria-label="status"><option value="">every status</option></select>
<select id="reason" aria-label="reason"><option value="">every reason</option></select>
<label>score <input id="from" type="number" min="0" max="1" step="0.05" aria-label="lowest score"> to <input id="to" type="number" min="0" max="1" step="0.05" aria-label="highest score"></label>
<button type="reset">show all</button>
<output id="shown"></output>
</form>
<div id="table" role="table" aria-label="clips"><div id="head" role="row"></div><div id="body" tabindex="0"><div id="space"></div></div></div>
<aside id="detail" hidden></aside>
<script id="data" type="application/json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

const HAND_EDGES: readonly (readonly [number, number])[] = [1, 5, 9, 13, 17].flatMap((root) => [
  [0, root] as const,
  ...[0, 1, 2].map((k) => [root + k, root + k + 1] as const),
]);

/** Pairs of places in STRIP_LANDMARKS: face, arms, trunk, then both hands. */
const LANDMARK_EDGES: readonly (readonly [number, number])[] = [
  ...(
    [
      [11, 13],
      [13, 15],
      [12, 14],
      [14, 16],
      [11, 12],
      [11, 23],
      [12, 24],
      [23, 24],
      [7, 2],
      [2, 0],
      [0, 5],
      [5, 8],
      [9, 10],
    ] as const
  ).map(([a, b]) => [STRIP_LANDMARKS.indexOf(a), STRIP_LANDMARKS.indexOf(b)] as const),
  ...[33, 54].flatMap((offset) =>
    HAND_EDGES.map(
      ([a, b]) => [STRIP_LANDMARKS.indexOf(offset + a), STRIP_LANDMARKS.indexOf(offset + b)] as const,
    ),
  ),
];
