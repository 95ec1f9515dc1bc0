/** Builds .pose bytes by hand, so that the reader is not tested against our own writer. */

export interface PoseFileComponent {
  readonly name: string;
  readonly format?: string;
  readonly points: readonly string[];
}

export interface PoseFile {
  readonly version: 0 | 0.1 | 0.2;
  readonly width?: number;
  readonly height?: number;
  readonly depth?: number;
  readonly components: readonly PoseFileComponent[];
  readonly fps?: number;
  /** What the prefix says; default: what is there. */
  readonly announcedFrames?: number;
  readonly announcedPeople?: number;
  /** [frames][people][points] of x, y, (z,) confidence. */
  readonly frames: readonly (readonly (readonly (readonly number[])[])[])[];
  /** v0.0: id of each person of each frame. */
  readonly ids?: readonly (readonly number[])[];
}

export function poseFileBytes(file: PoseFile): Uint8Array {
  const out: number[] = [];
  const u16 = (value: number) => out.push(value & 255, (value >> 8) & 255);
  const u32 = (value: number) => out.push(...new Uint8Array(Uint32Array.of(value).buffer));
  const f32 = (value: number) => out.push(...new Uint8Array(Float32Array.of(value).buffer));
  const text = (value: string) => {
    const bytes = new TextEncoder().encode(value);
    u16(bytes.length);
    out.push(...bytes);
  };
  f32(file.version);
  u16(file.width ?? 640);
  u16(file.height ?? 480);
  u16(file.depth ?? 0);
  u16(file.components.length);
  for (const { name, format = 'XYZC', points } of file.components) {
    text(name);
    text(format);
    u16(points.length);
    u16(1);
    u16(1);
    points.forEach(text);
    u16(0);
    u16(0);
    [255, 0, 0].forEach(u16);
  }
  const frames = file.announcedFrames ?? file.frames.length;
  const fps = file.fps ?? 25;
  if (file.version === 0) {
    u16(fps);
    u16(frames);
    file.frames.forEach((people, frame) => {
      u16(people.length);
      people.forEach((points, person) => {
        u16((file.ids?.[frame][person] ?? person) & 0xffff);
        points.forEach((values) => {
          values.forEach(f32);
        });
      });
    });
    return Uint8Array.from(out);
  }
  if (file.version === 0.2) {
    f32(fps);
    u32(frames);
  } else {
    u16(fps);
    u16(frames);
  }
  u16(file.announcedPeople ?? file.frames[0]?.length ?? 1);
  const points = file.frames.flat(2);
  points.forEach((values) => {
    values.slice(0, -1).forEach(f32);
  });
  points.forEach((values) => {
    f32(values.at(-1)!);
  });
  return Uint8Array.from(out);
}

export const POSE_POINTS = [
  'NOSE',
  'LEFT_EYE_INNER',
  'LEFT_EYE',
  'LEFT_EYE_OUTER',
  'RIGHT_EYE_INNER',
  'RIGHT_EYE',
  'RIGHT_EYE_OUTER',
  'LEFT_EAR',
  'RIGHT_EAR',
  'MOUTH_LEFT',
  'MOUTH_RIGHT',
  'LEFT_SHOULDER',
  'RIGHT_SHOULDER',
  'LEFT_ELBOW',
  'RIGHT_ELBOW',
  'LEFT_WRIST',
  'RIGHT_WRIST',
  'LEFT_PINKY',
  'RIGHT_PINKY',
  'LEFT_INDEX',
  'RIGHT_INDEX',
  'LEFT_THUMB',
  'RIGHT_THUMB',
  'LEFT_HIP',
  'RIGHT_HIP',
  'LEFT_KNEE',
  'RIGHT_KNEE',
  'LEFT_ANKLE',
  'RIGHT_ANKLE',
  'LEFT_HEEL',
  'RIGHT_HEEL',
  'LEFT_FOOT_INDEX',
  'RIGHT_FOOT_INDEX',
];

export const HAND_POINTS = [
  'WRIST',
  'THUMB_CMC',
  'THUMB_MCP',
  'THUMB_IP',
  'THUMB_TIP',
  'INDEX_FINGER_MCP',
  'INDEX_FINGER_PIP',
  'INDEX_FINGER_DIP',
  'INDEX_FINGER_TIP',
  'MIDDLE_FINGER_MCP',
  'MIDDLE_FINGER_PIP',
  'MIDDLE_FINGER_DIP',
  'MIDDLE_FINGER_TIP',
  'RING_FINGER_MCP',
  'RING_FINGER_PIP',
  'RING_FINGER_DIP',
  'RING_FINGER_TIP',
  'PINKY_MCP',
  'PINKY_PIP',
  'PINKY_DIP',
  'PINKY_TIP',
];

export const facePoints = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));
