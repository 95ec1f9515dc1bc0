/** What a sheet shows, as plain data: made where the files are read, drawn in the page. Picture coordinates in pixels, y down. */
import type { PointsOfFrame } from './picture-points.ts';

export type HandSide = 'right' | 'left';
export const HAND_SIDES = ['right', 'left'] as const;

/** A rectangle of the picture; it may reach beyond it. */
export interface PictureWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SheetColumn {
  readonly frame: number;
  readonly kind: 'hold' | 'move' | 'none' | 'asked';
  readonly seconds: number;
  /** What is known about the parts in this frame: "right hand: repaired, clamped". */
  readonly marks: readonly string[];
  readonly points: PointsOfFrame;
  /** Around each hand; null where it is not seen. */
  readonly hands: Readonly<
    Record<HandSide, { readonly input: PictureWindow | null; readonly avatar: PictureWindow }>
  >;
}

export interface Sheet {
  readonly title: string;
  /** How well the hands agree in the picture, in words; '' when none is seen. */
  readonly agreement: string;
  /** Issues. */
  readonly notes: readonly string[];
  readonly picture: { readonly width: number; readonly height: number };
  /** Focal length in pixels and place in the avatar's model space, metres; it looks along -Z. */
  readonly camera: { readonly focal: number; readonly position: readonly [number, number, number] };
  /** False where there was no body to place the camera by: then the windows differ and places cannot be compared. */
  readonly isPlaced: boolean;
  readonly inputWindow: PictureWindow;
  readonly avatarWindow: PictureWindow;
  /** Hands that are seen at any time. */
  readonly seenHands: readonly HandSide[];
  readonly columns: readonly SheetColumn[];
  readonly frameCount: number;
  readonly framesPerSecond: number;
  /** The avatar's clip, a glb in base64. */
  readonly glb: string;
}
