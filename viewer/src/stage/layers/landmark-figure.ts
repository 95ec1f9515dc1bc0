/**
 * The landmarks of a recording -> a flat figure of ribbons and dots, one frame at a time. Solve space, metres.
 * Picture coordinates become a plane in front of the camera, as large as makes the tracked shoulders as wide as those of the body, the middle
 * of the shoulders (their mean over the recording) on the body's. World landmarks have metres already; hands, which have an origin of
 * their own there, are put at the wrists. Missing points are left out; what is less certain is fainter.
 * Limits: a signer who stands turned for most of the recording is drawn too wide.
 */
import { Color, type Object3D, Vector3 } from 'three';
import { framesPerSecond, landmarkPart } from '../../../../src/index.ts';
import type { Roles } from '../../clip/body-roles.ts';
import type { RecordedLandmarks } from '../../solve/messages.ts';
import { landmarkMarks } from './landmark-lines.ts';
import { SIDE_COLOURS } from './side-colours.ts';

export interface LandmarkFigure {
  readonly markCount: number;
  /** [markCount x 4 x 3] corners of each ribbon, metres; all in one place where it is not seen. */
  readonly positions: Float32Array;
  /** [markCount x 4 x 4] linear rgb and opacity. */
  readonly colours: Float32Array;
  /** Frame of the landmarks at a second of the clip; -1 outside of the recording. */
  frameAt(seconds: number): number;
  /** Fills the arrays; allocates nothing. */
  draw(frame: number): void;
}

/** Half of a person's shoulders, where the body does not say. */
const COMMON_SHOULDERS = { width: 0.36, y: 1.4 };
const SURE = 0.5;
const FAINTEST = 0.12;
/** Rounding of times that fall on a frame. */
const NEAR = 1e-3;
const [LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_WRIST, RIGHT_WRIST] = [11, 12, 15, 16];

export function createLandmarkFigure(
  { clip, imageSize, start }: RecordedLandmarks,
  roles: Roles<Object3D>,
): LandmarkFigure {
  const { positions, confidences, frameCount, space } = clip;
  const count = clip.schema.names.length;
  const rate = framesPerSecond(clip.timing.rate);
  const marks = landmarkMarks().filter(({ from }) => from < count);
  const aspect = space === 'image' ? imageSize.width / imageSize.height : 1;
  const up = space === 'image' ? -1 : 1;
  const points = new Float32Array(count * 3);
  const { scale, x, y, z } = placement();
  const corners = new Float32Array(marks.length * 12);
  const colours = new Float32Array(marks.length * 16);
  marks.forEach(({ colour }, m) => {
    const { r, g, b } = new Color(SIDE_COLOURS[colour]);
    for (let corner = 0; corner < 4; corner++) colours.set([r, g, b, 1], m * 16 + corner * 4);
  });

  /** Of that frame: upright, in picture heights or metres, hands at their wrists. */
  function readPoints(frame: number): void {
    const first = frame * count * 3;
    for (let i = 0; i < count; i++) {
      points[i * 3] = positions[first + i * 3] * aspect;
      points[i * 3 + 1] = positions[first + i * 3 + 1] * up;
      points[i * 3 + 2] = space === 'image' ? 0 : positions[first + i * 3 + 2];
    }
    if (space === 'world') {
      moveHand(landmarkPart('leftHand').offset, LEFT_WRIST);
      moveHand(landmarkPart('rightHand').offset, RIGHT_WRIST);
    }
  }

  function moveHand(hand: number, wrist: number): void {
    for (let k = 0; k < 3; k++) {
      const by = points[wrist * 3 + k] - points[hand * 3 + k];
      for (let i = hand; i < hand + 21; i++) points[i * 3 + k] += by;
    }
  }

  function placement() {
    const widths: number[] = [];
    let [sumX, sumY] = [0, 0];
    for (let frame = 0; frame < frameCount; frame++) {
      const sure = Math.min(
        confidences[frame * count + LEFT_SHOULDER],
        confidences[frame * count + RIGHT_SHOULDER],
      );
      if (sure < SURE) continue;
      const [l, r] = [(frame * count + LEFT_SHOULDER) * 3, (frame * count + RIGHT_SHOULDER) * 3];
      const [dx, dy] = [(positions[l] - positions[r]) * aspect, positions[l + 1] - positions[r + 1]];
      widths.push(Math.hypot(dx, dy));
      sumX += ((positions[l] + positions[r]) / 2) * aspect;
      sumY += ((positions[l + 1] + positions[r + 1]) / 2) * up;
    }
    widths.sort((a, b) => a - b);
    const { leftUpperArm, rightUpperArm } = roles;
    const left = leftUpperArm?.getWorldPosition(new Vector3());
    const right = rightUpperArm?.getWorldPosition(new Vector3());
    const known = left && right;
    const wide = known ? left.distanceTo(right) : COMMON_SHOULDERS.width;
    const middle = known ? left.add(right).divideScalar(2) : new Vector3(0, COMMON_SHOULDERS.y, 0);
    // without shoulders a picture is as high as a person's upper half
    const scale = widths.length > 0 ? wide / widths[widths.length >> 1] : 1;
    const n = widths.length;
    const [meanX, meanY] = n > 0 ? [sumX / n, sumY / n] : [aspect / 2, 0.4 * up];
    return { scale, x: middle.x - meanX * scale, y: middle.y - meanY * scale, z: middle.z };
  }

  return {
    markCount: marks.length,
    positions: corners,
    colours,
    frameAt(seconds) {
      const frame = Math.floor((start + seconds) * rate + NEAR);
      return frame < frameCount ? frame : -1;
    },
    draw(frame) {
      corners.fill(0);
      if (frame < 0) return;
      readPoints(frame);
      for (let m = 0; m < marks.length; m++) {
        const { from, to, width } = marks[m];
        const sure = Math.min(confidences[frame * count + from], confidences[frame * count + to]);
        if (sure === 0) continue;
        const ax = points[from * 3] * scale + x;
        const ay = points[from * 3 + 1] * scale + y;
        const az = points[from * 3 + 2] * scale + z;
        const bx = points[to * 3] * scale + x;
        const by = points[to * 3 + 1] * scale + y;
        const bz = points[to * 3 + 2] * scale + z;
        const length = Math.hypot(bx - ax, by - ay);
        const half = width / 2;
        // along the line and across it; a dot lies as a square
        const ux = length > 0 ? ((bx - ax) / length) * half : half;
        const uy = length > 0 ? ((by - ay) / length) * half : 0;
        const c = m * 12;
        corner(c, ax - ux - uy, ay - uy + ux, az);
        corner(c + 3, ax - ux + uy, ay - uy - ux, az);
        corner(c + 6, bx + ux - uy, by + uy + ux, bz);
        corner(c + 9, bx + ux + uy, by + uy - ux, bz);
        const opacity = FAINTEST + (1 - FAINTEST) * sure;
        for (let k = 3; k < 16; k += 4) colours[m * 16 + k] = opacity;
      }
    },
  };

  function corner(i: number, px: number, py: number, pz: number): void {
    corners[i] = px;
    corners[i + 1] = py;
    corners[i + 2] = pz;
  }
}
