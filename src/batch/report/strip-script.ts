/**
 * What draws the frames of a clip in the report's page: as tracked, the avatar, and its signing hands from near. The avatar is made of
 * rounded bars, a palm per hand, a head and a trunk, painted from the farthest to the nearest; thickness in centimetres of a grown-up whose
 * shoulder joints are 36 cm apart. Plain script for any browser of these years.
 */
export const STRIP_SCRIPT = `
const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const SHOULDERS_CM = 36;
// how many centimetres a picture of one hand shows
const NEAR_CM = 27;

// a row of pictures per frame: size is that of one picture, in CSS pixels
function strip(row, size) {
  const { frames, landmarks, joints } = row[STRIP];
  const tracked = bytesOf(landmarks), posed = bytesOf(joints);
  const poses = frames.map((_, i) => poseOf(posed.subarray((i * posed.length) / frames.length, ((i + 1) * posed.length) / frames.length)));
  const hands = row[HANDS] === 'left' || row[HANDS] === 'right' ? [row[HANDS]] : ['right', 'left'];
  const near = size / hands.length;
  const view = viewOf(poses, hands, size);
  const scale = 2;
  const canvas = make('canvas', { width: frames.length * size * scale, height: (2 * size + near) * scale });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'frames ' + frames.join(', ') + ': as tracked above, the avatar below, then its hands from near');
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  pen.lineCap = pen.lineJoin = 'round';
  frames.forEach((frame, i) => {
    inTile(pen, i * size, 0, size, size, () => drawLandmarks(pen, tracked.subarray(i * data.landmarkCount * 2), size));
    inTile(pen, i * size, size, size, size, () => drawAvatar(pen, poses[i], view));
    hands.forEach((side, h) =>
      inTile(pen, i * size + h * near + 1, 2 * size + 1, near - 2, near - 2, () => {
        pen.fillStyle = '#8895a722';
        pen.fillRect(0, 0, near, near);
        drawAvatar(pen, poses[i], nearView(poses[i], side, view.cm, near - 2));
      }));
    pen.fillStyle = '#8895a7';
    pen.font = '9px system-ui';
    pen.fillText(frame, i * size + 3, 10);
  });
  return canvas;
}
function inTile(pen, x, y, width, height, draw) {
  pen.save();
  pen.translate(x, y);
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.clip();
  draw();
  pen.restore();
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

// points by name: x to the right, y down, z towards the viewer; what the target lacks, or an older strip, is not there
const poseOf = (bytes) => Object.fromEntries(data.points.flatMap((name, i) => (bytes[i * 3] > 0 ? [[name, [...bytes.subarray(i * 3, i * 3 + 3)]]] : [])));
const mix = (a, b, t) => a.map((v, k) => v + (b[k] - v) * t);
const minus = (a, b) => a.map((v, k) => v - b[k]);
const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

// head, shoulders and the arms that sign fill the picture, the same way in all frames
function viewOf(poses, hands, size) {
  const posed = poses.find((pose) => pose.leftUpperArm && pose.rightUpperArm);
  const cm = posed ? apart(posed.leftUpperArm, posed.rightUpperArm) / SHOULDERS_CM : 2;
  const isSeen = (name) => /UpperArm|crown|head/.test(name) || hands.some((side) => name.startsWith(side));
  const seen = poses.flatMap((pose) => Object.entries(pose).flatMap(([name, point]) => (isSeen(name) ? [point] : [])));
  const [low, high] = [Math.min, Math.max].map((end) => [0, 1].map((k) => end(...seen.map((point) => point[k]))));
  const room = 5 * cm;
  const scale = size / (Math.max(high[0] - low[0], high[1] - low[1]) + 2 * room);
  return { cm, scale, left: size / 2 - ((low[0] + high[0]) / 2) * scale, top: size / 2 - ((low[1] + high[1]) / 2) * scale };
}
function nearView(pose, side, cm, size) {
  const middle = pose[side + 'Middle1'] ?? pose[side + 'Hand'] ?? [0, 0, 0];
  const scale = size / (NEAR_CM * cm);
  return { cm, scale, left: size / 2 - middle[0] * scale, top: size / 2 - middle[1] * scale };
}

const SKIN = [26, 42], PALM = [18, 52], SLEEVE = [215, 30], SHIRT = [216, 32], HAIR = [24, 26];
function drawAvatar(pen, pose, view) {
  const trunk = pose.leftUpperArm && pose.rightUpperArm ? mix(pose.leftUpperArm, pose.rightUpperArm, 0.5)[2] : 0;
  const paint = {
    pen, view,
    at: (point) => [view.left + point[0] * view.scale, view.top + point[1] * view.scale],
    width: (widthCm) => widthCm * view.cm * view.scale,
    // what is nearer is lighter
    tone: ([hue, strength], light, z) => 'hsl(' + hue + ' ' + strength + '% ' + Math.round(Math.min(86, Math.max(18, light + ((z - trunk) / view.cm) * 0.45))) + '%)',
  };
  const parts = [...bodyOf(pose), ...headOf(pose, view.cm), ...handOf(pose, 'left', view.cm), ...handOf(pose, 'right', view.cm)];
  parts.sort((a, b) => a.z - b.z);
  for (const part of parts) part.draw(paint);
}
const EDGE = 'rgb(20 26 38 / .62)';
// a bar between two points, its edge only along its sides, so that bars of a limb join
function bar({ pen, at, width }, a, b, widthCm, colour) {
  const [from, to] = [at(a), at(b)];
  const line = (cap, style, thickness) => {
    pen.lineCap = cap;
    pen.strokeStyle = style;
    pen.lineWidth = thickness;
    pen.beginPath();
    pen.moveTo(from[0], from[1]);
    pen.lineTo(to[0], to[1]);
    pen.stroke();
  };
  const thickness = Math.max(0.8, width(widthCm));
  line('butt', EDGE, thickness + Math.min(1.4, Math.max(0.5, thickness * 0.3)));
  line('round', colour, thickness);
}
function bodyOf(pose) {
  const parts = [];
  const [l, r, hip] = [pose.leftUpperArm, pose.rightUpperArm, pose.pelvis];
  if (l && r && hip) {
    parts.push({ z: (l[2] + r[2] + hip[2]) / 3, draw: (paint) => {
      const { pen, at, width, tone } = paint;
      const side = [(l[0] - r[0]) * 0.32, (l[1] - r[1]) * 0.32, 0];
      const corners = [mix(l, r, 0.06), mix(r, l, 0.06), hip.map((v, k) => v - side[k]), hip.map((v, k) => v + side[k])].map(at);
      pen.fillStyle = pen.strokeStyle = tone(SHIRT, 30, l[2] / 2 + r[2] / 2);
      pen.lineWidth = width(9);
      pen.beginPath();
      corners.forEach(([x, y]) => pen.lineTo(x, y));
      pen.closePath();
      pen.fill();
      pen.stroke();
    } });
    const neck = pose.neck1;
    if (neck && pose.headCenter) parts.push({ z: Math.min((l[2] + r[2] + hip[2]) / 3, pose.headCenter[2]) - 0.5, draw: (paint) => bar(paint, neck, pose.headCenter, 10.5, paint.tone(SKIN, 48, neck[2])) });
  }
  for (const side of ['left', 'right']) {
    const [shoulder, elbow, wrist] = ['UpperArm', 'LowerArm', 'Hand'].map((name) => pose[side + name]);
    if (shoulder && elbow) parts.push({ z: mix(shoulder, elbow, 0.5)[2], draw: (paint) => bar(paint, shoulder, elbow, 9, paint.tone(SLEEVE, 42, elbow[2])) });
    if (elbow && wrist) {
      parts.push({ z: mix(elbow, wrist, 0.5)[2], draw: (paint) => bar(paint, elbow, mix(elbow, wrist, 0.82), 7.4, paint.tone(SLEEVE, 45, wrist[2])) });
      parts.push({ z: mix(elbow, wrist, 0.8)[2] - 0.1, draw: (paint) => bar(paint, mix(elbow, wrist, 0.75), wrist, 5.2, paint.tone(SKIN, 54, wrist[2])) });
    }
  }
  return parts;
}
// hair, and a face where the head looks: its place on the head tells the direction
function headOf({ head, headCenter: middle, crown, nose }, cm) {
  if (!middle || !crown || !nose) return head ? [{ z: head[2], draw: (paint) => bar(paint, head, head, 19, paint.tone(SKIN, 50, head[2])) }] : [];
  const up = minus(crown, middle);
  const front = minus(nose, middle);
  const size = Math.hypot(...up) || 1;
  const aside = [0, 1, 2].map((k) => { const [i, j] = [(k + 1) % 3, (k + 2) % 3]; return (up[i] * front[j] - up[j] * front[i]) / size; });
  const on = (x, y, z) => middle.map((v, k) => v + aside[k] * x + up[k] * y + front[k] * z);
  const facing = front[2] / (Math.hypot(...front) || 1);
  return [{ z: middle[2], draw: (paint) => {
    const { pen, at, width, tone } = paint;
    const tilt = Math.atan2(up[0], -up[1]);
    const oval = (point, wide, high, style) => {
      const [x, y] = at(point);
      pen.fillStyle = style;
      pen.beginPath();
      pen.ellipse(x, y, Math.max(0.1, wide), Math.max(0.1, high), tilt, 0, 7);
      pen.fill();
    };
    const unit = size * paint.view.scale;
    oval(on(0, 0.02, 0), unit * 0.72 + 0.4, unit * 0.98 + 0.4, EDGE);
    oval(on(0, 0.02, 0), unit * 0.72, unit * 0.98, tone(HAIR, 26, middle[2]));
    if (facing < -0.3) return;
    pen.save();
    const [x, y] = at(on(0, 0.02, 0));
    pen.beginPath();
    pen.ellipse(x, y, unit * 0.72, unit * 0.98, tilt, 0, 7);
    pen.clip();
    oval(on(0, -0.24, 0.3), unit * 0.62, unit * 0.84, tone(SKIN, 56, middle[2]));
    pen.lineCap = 'round';
    const stroke = (points, widthCm, style) => {
      pen.strokeStyle = style;
      pen.lineWidth = Math.max(0.5, width(widthCm));
      pen.beginPath();
      points.map(at).forEach(([px, py]) => pen.lineTo(px, py));
      pen.stroke();
    };
    for (const side of [-1, 1]) {
      if (on(side * 0.27, 0, 0.8)[2] < middle[2]) continue;
      const [ex, ey] = at(on(side * 0.27, 0.02, 0.78));
      pen.fillStyle = '#1c1512';
      pen.beginPath();
      pen.arc(ex, ey, Math.max(0.5, width(0.75)), 0, 7);
      pen.fill();
      stroke([on(side * 0.14, 0.2, 0.82), on(side * 0.4, 0.21, 0.7)], 0.6, '#3b2a20');
    }
    stroke([on(0, -0.02, 0.88), on(0, -0.3, 1.02), on(0.05, -0.33, 0.9)], 0.6, 'rgb(70 40 28 / .75)');
    stroke([on(-0.2, -0.58, 0.8), on(0, -0.6, 0.86), on(0.2, -0.58, 0.8)], 0.8, '#8c3f3a');
    pen.restore();
  } }];
}
const FINGERS = [['Thumb', 2.1], ['Index', 1.75], ['Middle', 1.8], ['Ring', 1.7], ['Pinky', 1.45]];
// the side of the hand that is seen has its colour: palms are lighter than backs
function handOf(pose, side, cm) {
  const point = (name) => pose[side + name];
  const [wrist, index, middle, ring, pinky, thumb] = ['Hand', 'Index1', 'Middle1', 'Ring1', 'Pinky1', 'Thumb1'].map(point);
  if (!wrist || !index || !pinky) return [];
  const turn = (index[0] - wrist[0]) * (pinky[1] - wrist[1]) - (index[1] - wrist[1]) * (pinky[0] - wrist[0]);
  const isPalm = side === 'left' ? turn > 0 : turn < 0;
  const colour = isPalm ? PALM : SKIN;
  const light = isPalm ? 68 : 56;
  const across = minus(pinky, index);
  const heel = (share) => wrist.map((v, k) => v + across[k] * share);
  const ends = [heel(-0.24), index, ...(middle ? [middle] : []), ...(ring ? [ring] : []), pinky, heel(0.34)];
  const parts = [{
    z: ends.reduce((sum, end) => sum + end[2], 0) / ends.length,
    draw: ({ pen, at, width, tone }) => {
      const outline = (style, widthCm, edge) => {
        pen.fillStyle = pen.strokeStyle = style;
        pen.lineWidth = Math.max(0.8, width(widthCm)) + edge;
        pen.lineJoin = 'round';
        pen.beginPath();
        ends.map(at).forEach(([x, y]) => pen.lineTo(x, y));
        pen.closePath();
        pen.stroke();
        pen.fill();
      };
      outline(EDGE, 1.7, Math.min(1.4, Math.max(0.5, width(0.5))));
      outline(tone(colour, light - 3, ends[0][2]), 1.7, 0);
    },
  }];
  for (const [finger, widthCm] of FINGERS) {
    const chain = [1, 2, 3, 'Tip'].map((n) => point(finger + n)).filter(Boolean);
    for (let i = 1; i < chain.length; i++) {
      const [a, b] = [chain[i - 1], chain[i]];
      const isRoot = finger === 'Thumb' && i === 1;
      // a tip shows its round end; the last bar stops short of it
      const end = i === chain.length - 1 && chain.length === 4 ? mix(a, b, Math.max(0, 1 - (widthCm * cm * 0.5) / Math.max(1e-6, apart(a, b)))) : b;
      const thickness = isRoot ? widthCm * 1.45 : widthCm * (1.08 - 0.08 * i);
      // in front of the palm or behind it by where it is; before what it grows from, where both are as near
      parts.push({ z: mix(a, b, 0.5)[2] + 0.02 * i, draw: (paint) => bar(paint, a, end, thickness, paint.tone(colour, light + (isRoot ? -2 : i), end[2])) });
    }
  }
  return parts;
}
`;
