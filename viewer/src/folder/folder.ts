/** A folder of clips to choose from: served beside the page, or the user's own, dropped or chosen. */
import { isVideo } from '../open/file-kind.ts';
import { servedFile } from '../open/served-file.ts';
import type { SourceFile } from '../open/source-file.ts';
import { folderTexts } from './texts.ts';

export interface FolderEntry {
  /** Below the folder, parted by slashes. */
  readonly path: string;
  readonly file: SourceFile;
  /** Bytes; null where nobody said. */
  readonly size: number | null;
  /** The video that lies beside it under the same name. */
  readonly video: SourceFile | null;
}

export interface Folder {
  readonly name: string;
  /** Recordings and clips, by name. */
  readonly entries: readonly FolderEntry[];
  /** There are more than these. */
  readonly cut: boolean;
  /** What `tegn batch` wrote about the clips. */
  readonly report: SourceFile | null;
  /** Address of the same for people. */
  readonly reportPage: string | null;
}

interface FoundFile {
  readonly path: string;
  readonly file: SourceFile;
  readonly size: number | null;
}

const REPORT = 'report.json';
const CLIP = /\.(glb|vrm|fbx|pose|jsonl|jsonl\.gz|json|parquet|pbtxt|npy|npz)$/i;
const NO_RECORDING =
  /(^|\/)(report|package|package-lock|tsconfig|tegn\.config)\.json$|\.unreal\.json$|(^|\/)results\.parquet$/i;

/** The folder that `tegn view FOLDER` serves. Throws an Error whose message is meant for the reader. */
export async function servedFolder(signal: AbortSignal): Promise<Folder> {
  const bytes = await servedFile('files.json').bytes(signal);
  const { name, files, cut, report, reportPage } = JSON.parse(new TextDecoder().decode(bytes)) as {
    name: string;
    files: { path: string; size: number }[];
    cut: boolean;
    report: string | null;
    reportPage: string | null;
  };
  const found = files.map(({ path, size }) => ({ path, size, file: servedFile(addressOf(path)) }));
  return {
    ...sorted(found),
    name,
    cut,
    report: report === null ? null : servedFile(addressOf(report)),
    reportPage: reportPage === null ? null : addressOf(reportPage),
  };
}

/** Files that were dropped or chosen together; null where they are no folder of clips but one clip, perhaps with its video. */
export function ownFolder(files: readonly SourceFile[]): Folder | null {
  const [first] = files[0].name.split('/');
  const isOne = files.every(({ name }) => name.startsWith(`${first}/`));
  const found = files.map((file) => ({
    path: isOne ? file.name.slice(first.length + 1) : file.name,
    file,
    size: null,
  }));
  const folder = sorted(found);
  if (folder.entries.length < 2) return null;
  const report = found.find(({ path }) => path === REPORT)?.file ?? null;
  return {
    ...folder,
    name: isOne ? first : folderTexts.now().chosenFiles,
    cut: false,
    report,
    reportPage: null,
  };
}

/** As a page's address takes it: only what would end the path is encoded. */
const addressOf = (path: string): string => `files/${path.replace(/[%#?]/g, encodeURIComponent)}`;

const collator = new Intl.Collator(undefined, { numeric: true });

function sorted(found: readonly FoundFile[]): Pick<Folder, 'entries'> {
  const videos = new Map(
    found.filter(({ path }) => isVideo(path)).map(({ path, file }) => [stemOf(path), file] as const),
  );
  const entries = found
    .filter(({ path }) => CLIP.test(path) && !NO_RECORDING.test(path) && !/(^|\/)\./.test(path))
    .map((one): FolderEntry => ({ ...one, video: videos.get(stemOf(one.path)) ?? null }))
    .sort((a, b) => collator.compare(a.path, b.path));
  return { entries };
}

/** letters/a.jsonl.gz and letters/a.mp4 share letters/a. */
const stemOf = (path: string): string =>
  path.replace(CLIP, '').replace(/\.[^./]+$/, (ending) => (isVideo(ending) ? '' : ending));
