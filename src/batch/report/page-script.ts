/** What the report's page does: plain script for any browser of these years, checked by a test in one. */
export const PAGE_SCRIPT = String.raw`
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const WORD = 0, INPUT = 1, STATUS = 2, SCORE = 3, TRACKING = 4, FRAMES = 5, HANDS = 6, OUTPUTS = 7, FINDINGS = 8, ERROR = 9, SAME = 10, STRIP = 11;
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
const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const shoulderAt = (side) => data.joints.indexOf(side + 'UpperArm');
const hipAt = data.joints.indexOf('pelvis'), headAt = data.joints.indexOf('head');
function strip(row, size) {
  const frames = row[STRIP].frames;
  const scale = 2;
  const canvas = make('canvas', { width: frames.length * size * scale, height: 2 * size * scale });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'frames ' + frames.join(', ') + ': as tracked above, the avatar below');
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  pen.lineCap = pen.lineJoin = 'round';
  const landmarks = bytesOf(row[STRIP].landmarks), joints = bytesOf(row[STRIP].joints);
  frames.forEach((frame, i) => {
    pen.save();
    pen.beginPath();
    pen.rect(i * size, 0, size, size * 2);
    pen.clip();
    pen.translate(i * size, 0);
    drawLandmarks(pen, landmarks.subarray(i * data.landmarkCount * 2), size);
    pen.translate(0, size);
    drawAvatar(pen, joints.subarray(i * data.joints.length * 3), size);
    pen.restore();
    pen.fillStyle = '#8895a7';
    pen.font = '9px system-ui';
    pen.fillText(frame, i * size + 3, 10);
  });
  return canvas;
}
function drawLandmarks(pen, points, size) {
  const k = (size - 8) / 255;
  for (const [a, b] of data.landmarkEdges) {
    if (points[a * 2] === 0 || points[b * 2] === 0) continue;
    pen.strokeStyle = a >= 36 ? '#d9822b' : a >= 15 ? '#3f8fd2' : '#7d8899';
    pen.lineWidth = a >= 15 ? 1 : 1.6;
    pen.beginPath();
    pen.moveTo(4 + points[a * 2] * k, 4 + points[a * 2 + 1] * k);
    pen.lineTo(4 + points[b * 2] * k, 4 + points[b * 2 + 1] * k);
    pen.stroke();
  }
}
function drawAvatar(pen, points, size) {
  // room above the head's joint for the head
  const k = (size - 22) / 255;
  const at = (j) => [11 + points[j * 3] * k, 18 + points[j * 3 + 1] * k, points[j * 3 + 2]];
  const isThere = (j) => points[j * 3] !== 0;
  const [l, r, hip] = [at(shoulderAt('left')), at(shoulderAt('right')), at(hipAt)];
  const width = Math.max(6, Math.hypot(l[0] - r[0], l[1] - r[1]));
  const shade = (z, hue) => 'hsl(' + hue + ' 30% ' + Math.round(30 + (z / 255) * 45) + '%)';
  pen.fillStyle = shade(l[2] / 2, 215);
  pen.strokeStyle = pen.fillStyle;
  pen.lineWidth = width * 0.22;
  pen.beginPath();
  pen.moveTo(l[0], l[1]); pen.lineTo(r[0], r[1]); pen.lineTo(hip[0] - width * 0.28, hip[1]); pen.lineTo(hip[0] + width * 0.28, hip[1]);
  pen.closePath(); pen.fill(); pen.stroke();
  if (isThere(headAt)) {
    const head = at(headAt);
    pen.fillStyle = shade(head[2], 28);
    pen.beginPath(); pen.ellipse(head[0], head[1] - width * 0.22, width * 0.24, width * 0.32, 0, 0, 7); pen.fill();
  }
  const limbs = data.jointEdges.filter(([a, b]) => /Arm|Hand|Thumb|Index|Middle|Ring|Pinky/.test(data.joints[b]) && !/UpperArm/.test(data.joints[b]) && isThere(a) && isThere(b));
  limbs.sort((p, q) => at(p[1])[2] - at(q[1])[2]);
  for (const [a, b] of limbs) {
    const isFinger = /Thumb|Index|Middle|Ring|Pinky/.test(data.joints[b]);
    const [from, to] = [at(a), at(b)];
    pen.strokeStyle = shade(to[2], isFinger ? 28 : 215);
    pen.lineWidth = width * (isFinger ? 0.05 : /LowerArm/.test(data.joints[b]) ? 0.24 : 0.18);
    pen.beginPath(); pen.moveTo(from[0], from[1]); pen.lineTo(to[0], to[1]); pen.stroke();
  }
}

// table
const COLUMNS = [
  ['score', SCORE], ['tracking', TRACKING], ['word', WORD], ['file', INPUT], ['status', STATUS], ['frames', FRAMES], ['hands', HANDS], ['reason', -1],
];
const collator = new Intl.Collator(undefined, { numeric: true });
let sorted = { column: SCORE, down: false };
let shown = [];
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
    (text === '' || row[WORD].toLocaleLowerCase().includes(text) || row[INPUT].toLocaleLowerCase().includes(text)) &&
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

// one clip
const link = (path) => path.split('/').map(encodeURIComponent).join('/');
function open(row) {
  const detail = byId('detail');
  const findings = row[FINDINGS].map(([type, severity, first, last, message, cost], i) =>
    make('li', {}, make('b', { className: severity === 'error' ? 'poor' : severity === 'warning' ? 'fair' : '', textContent: nameOf(type) + (cost > 0 && row[FINDINGS].findIndex((finding) => finding[0] === type) === i ? ' (-' + Math.round(cost * 100) + ' %)' : '') }), ' frames ' + first + '-' + last, make('br'), message, make('small', { textContent: data.help[type] })));
  const clips = row[OUTPUTS].map((path) => {
    const item = make('li', {}, make('a', { href: link(path), textContent: path }));
    if (/\.glb$/.test(path)) item.append(make('small', {}, 'in the viewer: ', make('code', { textContent: 'tegn view "' + path + '"' })));
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
  byId('worst').append(make('button', { type: 'button', className: 'card', onclick: () => open(row) }, make('b', { className: grade(row[SCORE]), textContent: number(row[SCORE]) }), ' ' + row[WORD], strip(row, 60), make('p', { textContent: reasonOf(row) })));
}
show();
`;
