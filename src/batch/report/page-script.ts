/** What the report's page does: plain script for any browser of these years, checked by a test in one. */
import { STRIP_SCRIPT } from './strip-script.ts';

export const PAGE_SCRIPT = String.raw`
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const WORD = 0, INPUT = 1, STATUS = 2, SCORE = 3, TRACKING = 4, FRAMES = 5, HANDS = 6, OUTPUTS = 7, FINDINGS = 8, ERROR = 9, SAME = 10, STRIP = 11, TEXT = 12;
const ROW_HEIGHT = 28;
const byId = (id) => document.getElementById(id);
const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};
const grade = (score) => (score === null ? '' : score >= 0.8 ? 'good' : score >= 0.5 ? 'fair' : 'poor');
const number = (value) => (value === null ? '' : value.toFixed(2));
const reasonOf = (row) => row[ERROR] || (row[FINDINGS][0] ? row[FINDINGS][0][4] : '');
const nameOf = (type) => data.types[type].replaceAll('_', ' ');

// totals
const { totals } = data;
const told = [
  ...Object.entries(totals.byStatus).map(([status, count]) => [status.replace('_', ' '), count]),
  ['frames', totals.frames],
  ['minutes', (totals.seconds / 60).toFixed(1)],
  ...(totals.score ? [['mean score', totals.score.mean.toFixed(2)], ['mean tracking score', totals.trackingScore.mean.toFixed(2)]] : []),
];
byId('totals').append(...told.map(([name, value]) => make('div', {}, make('dt', { textContent: name }), make('dd', { textContent: value }))));
const most = Math.max(1, ...totals.histogram);
totals.histogram.forEach((count, bin) => {
  const [from, to] = [bin / totals.histogram.length, (bin + 1) / totals.histogram.length];
  const bar = make('button', { type: 'button', title: from.toFixed(2) + ' to ' + to.toFixed(2) + ': ' + count, onclick: () => { byId('from').value = from.toFixed(2); byId('to').value = to.toFixed(2); show(); } });
  bar.setAttribute('aria-label', bar.title);
  bar.style.height = (100 * count) / most + '%';
  byId('histogram').append(bar);
});
for (const { type, clips, help } of totals.findings) {
  byId('reasons').append(make('button', { type: 'button', title: help, onclick: () => { byId('reason').value = type; show(); } }, make('b', { textContent: clips }), make('span', { textContent: type.replaceAll('_', ' ') })));
  byId('reason').append(make('option', { value: type, textContent: type.replaceAll('_', ' ') }));
}
for (const status of Object.keys(totals.byStatus)) byId('status').append(make('option', { value: status, textContent: status.replace('_', ' ') }));

// pictures
${STRIP_SCRIPT}
// table
const COLUMNS = [
  ['score', SCORE], ['tracking', TRACKING], ['word', WORD], ['file', INPUT], ['status', STATUS], ['frames', FRAMES], ['hands', HANDS], ['reason', -1],
];
const collator = new Intl.Collator(undefined, { numeric: true });
let sorted = { column: SCORE, down: false };
let shown = [];
for (const row of data.rows) row[TEXT] = (row[WORD] + '\n' + row[INPUT]).toLocaleLowerCase();
const buttons = COLUMNS.map(([name, column]) => make('button', { type: 'button', textContent: name, onclick: () => { sorted = { column, down: sorted.column === column && !sorted.down }; show(); } }));
byId('head').append(...buttons);
const valueOf = (row, column) => (column < 0 ? reasonOf(row) : row[column]);
function compare(a, b) {
  const [x, y] = [valueOf(a, sorted.column), valueOf(b, sorted.column)];
  // what has no number failed: before the worst
  const order = typeof x === 'number' || typeof y === 'number' ? (x ?? -1) - (y ?? -1) : collator.compare(x ?? '', y ?? '');
  return sorted.down ? -order : order;
}
const orders = new Map();
function orderBy() {
  const key = sorted.column + '/' + sorted.down;
  if (!orders.has(key)) orders.set(key, [...data.rows].sort(compare));
  return orders.get(key);
}
function show() {
  const text = byId('search').value.trim().toLocaleLowerCase();
  const status = byId('status').value;
  const type = data.types.indexOf(byId('reason').value);
  const from = byId('from').value === '' ? null : Number(byId('from').value);
  const to = byId('to').value === '' ? null : Number(byId('to').value);
  shown = orderBy().filter((row) =>
    (text === '' || row[TEXT].includes(text)) &&
    (status === '' || row[STATUS] === status) &&
    (type < 0 || row[FINDINGS].some((finding) => finding[0] === type)) &&
    (from === null || (row[SCORE] !== null && row[SCORE] >= from)) &&
    (to === null || (row[SCORE] !== null && (row[SCORE] < to || to >= 1))));
  buttons.forEach((button, i) => button.setAttribute('aria-sort', COLUMNS[i][1] === sorted.column ? (sorted.down ? 'descending' : 'ascending') : 'none'));
  byId('shown').textContent = shown.length + ' of ' + data.rows.length;
  byId('space').style.height = shown.length * ROW_HEIGHT + 'px';
  byId('body').scrollTop = 0;
  draw();
}
function draw() {
  const body = byId('body');
  const first = Math.max(0, Math.floor(body.scrollTop / ROW_HEIGHT) - 5);
  const last = Math.min(shown.length, first + Math.ceil(body.clientHeight / ROW_HEIGHT) + 10);
  const rows = [];
  for (let i = first; i < last; i++) {
    const row = shown[i];
    const cells = COLUMNS.map(([, column]) => {
      const value = valueOf(row, column);
      const cell = make('span', { textContent: column === SCORE || column === TRACKING ? number(value) : (value ?? ''), className: column === SCORE ? grade(value) : '' });
      cell.setAttribute('role', 'cell');
      return cell;
    });
    const line = make('div', { className: 'row', onclick: () => open(row) }, ...cells);
    line.setAttribute('role', 'row');
    line.style.top = i * ROW_HEIGHT + 'px';
    rows.push(line);
  }
  byId('space').replaceChildren(...rows);
}
byId('body').addEventListener('scroll', draw, { passive: true });
addEventListener('resize', draw);
byId('filters').addEventListener('input', show);
byId('filters').addEventListener('reset', () => setTimeout(show));
byId('filters').addEventListener('submit', (event) => event.preventDefault());

// one clip: opened in the viewer where tegn view serves this page beside the clips, by a command where it lies on the disk
const isServed = /^https?:$/.test(location.protocol) && location.pathname.endsWith('/files/report.html');
const link = (path) => path.split('/').map(encodeURIComponent).join('/');
const viewerLink = (path, frame) => '../?folder&clip=' + encodeURIComponent('files/' + path.replace(/[%#?]/g, encodeURIComponent)) + (frame === undefined ? '' : '&frame=' + frame);
const inViewer = (path, text, frame) => make('a', { href: viewerLink(path, frame), target: '_blank', rel: 'noopener', textContent: text });
function open(row) {
  const detail = byId('detail');
  const clip = row[OUTPUTS].find((path) => /\.(glb|fbx)$/.test(path));
  const framesOf = (first, last) => (isServed && clip ? inViewer(clip, 'frames ' + first + '-' + last, first) : 'frames ' + first + '-' + last);
  const findings = row[FINDINGS].map(([type, severity, first, last, message, cost], i) =>
    make('li', {}, make('b', { className: severity === 'error' ? 'poor' : severity === 'warning' ? 'fair' : '', textContent: nameOf(type) + (cost > 0 && row[FINDINGS].findIndex((finding) => finding[0] === type) === i ? ' (-' + Math.round(cost * 100) + ' %)' : '') }), ' ', framesOf(first, last), make('br'), message, make('small', { textContent: data.help[type] })));
  const clips = row[OUTPUTS].map((path) => {
    const item = make('li', {}, make('a', { href: link(path), textContent: path }));
    if (/\.(glb|fbx)$/.test(path)) item.append(make('small', {}, ...(isServed ? [inViewer(path, 'in the viewer')] : ['in the viewer: ', make('code', { textContent: 'tegn view "' + path + '"' })])));
    return item;
  });
  detail.replaceChildren(
    make('button', { type: 'button', className: 'close', textContent: 'close', onclick: () => { detail.hidden = true; } }),
    make('h2', { textContent: row[WORD] }),
    make('p', {}, row[INPUT] + ', ' + row[STATUS].replace('_', ' ') + (row[FRAMES] === null ? '' : ', ' + row[FRAMES] + ' frames'), row[SAME] ? make('small', { textContent: 'the same content as ' + row[SAME] }) : ''),
    make('p', {}, 'score ', make('b', { className: grade(row[SCORE]), textContent: number(row[SCORE]) || 'none' }), ', tracking score ' + (number(row[TRACKING]) || 'none')),
    ...(row[ERROR] ? [make('p', { className: 'poor', textContent: row[ERROR] })] : []),
    ...(row[STRIP] ? [strip(row, 100)] : []),
    make('ul', {}, ...findings),
    make('ul', {}, ...clips),
  );
  detail.hidden = false;
}
addEventListener('keydown', (event) => { if (event.key === 'Escape') byId('detail').hidden = true; });

for (const row of data.rows.filter((row) => row[STRIP]).sort((a, b) => a[SCORE] - b[SCORE]).slice(0, 12)) {
  byId('worst').append(make('button', { type: 'button', className: 'card', onclick: () => open(row) }, make('b', { className: grade(row[SCORE]), textContent: number(row[SCORE]) }), ' ' + row[WORD], strip(row, 84), make('p', { textContent: reasonOf(row) })));
}
show();
`;
