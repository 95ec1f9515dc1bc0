/** What every clip format implements. */
import type { MotionClip } from '../motion/motion-clip.ts';
import type { Rig } from '../skeleton/rig.ts';

/** What a file says about the clip it holds; every exporter keeps what its format has room for. */
export interface ClipMetadata {
  /** The word or phrase that is signed. */
  readonly gloss?: string;
  readonly source?: { readonly file: string; readonly sha256: string; readonly kind: string };
  readonly licence?: string;
  /** Who signs, and a note on the signer's consent; only what the user gave. */
  readonly signer?: string;
  readonly consent?: string;
  readonly fps: number;
  /** Name of the target skeleton, and whether its rest pose is approximate. */
  readonly target: { readonly name: string; readonly approximate: boolean };
  /** Shares of frames per part that were measured, repaired, invented, clamped (0..1). */
  readonly quality: Readonly<Record<string, unknown>>;
  /** The options that made this clip. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly tegnVersion: string;
}

export interface ExportInput {
  readonly clip: MotionClip;
  /** The rig whose skeleton the clip moves: where bones end, for the proxy mesh. */
  readonly rig: Rig;
  readonly metadata: ClipMetadata;
}

export interface ExportedFile {
  /** File name relative to the output, such as "hello.glb". */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Exporter {
  /** File extension without dot, the name users choose it by. */
  readonly extension: string;
  /** One line for the help. */
  readonly description: string;
  /**
   * The same clip and metadata give the same bytes on every machine. `stem` is the file name without extension. No file where the
   * clip has nothing that the format holds.
   */
  exportClip(input: ExportInput, stem: string): Promise<ExportedFile[]>;
}
