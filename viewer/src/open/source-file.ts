/** A file that the page was given: dropped, chosen, or named in the address. */
export interface SourceFile {
  /** With its folder where it has one, such as "letters/a.pose". */
  readonly name: string;
  /** Where it is served; null for a file of the user's own disk. */
  readonly url: string | null;
  /** Throws an Error whose message is meant for the reader. */
  bytes(signal: AbortSignal): Promise<Uint8Array>;
}

export const ownFile = (file: File): SourceFile => ({
  name: file.webkitRelativePath || file.name,
  url: null,
  bytes: async () => new Uint8Array(await file.arrayBuffer()),
});

/** The name without its folder. */
export const fileNameOf = ({ name }: SourceFile): string => name.split('/').at(-1)!;
