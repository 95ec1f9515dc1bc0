/** Where `tegn export` writes the clips of its inputs: files the user names, or names made by a template in a folder. */
import { existsSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { ClipMetadata } from '../export/exporter.ts';
import { exporterFor, formatOfPath } from '../export/exporters.ts';
import { TegnError } from '../issues/issues.ts';
import { safeFileName } from './safe-file-name.ts';

export interface OutputRequest {
  /** Files, or one folder. */
  readonly paths: readonly string[];
  /** Of files in a folder. */
  readonly formats: readonly string[];
  /** Name of a file in a folder. */
  readonly template: string;
  readonly signer: string | undefined;
}

export interface Output {
  readonly path: string;
  readonly format: string;
}

export interface OutputPlan {
  readonly areInFolder: boolean;
  /** Names depend on what only the clip tells. */
  readonly needClip: boolean;
  /** Two inputs whose names come out alike are numbered. */
  of(file: string, metadata?: ClipMetadata): Output[];
}

/** What stands in braces in a template. */
const FIELDS = ['stem', 'gloss', 'target', 'fps', 'signer'];

/** Throws E_OPTION and E_FORMAT_UNKNOWN for what cannot be planned. */
export function planOutputs(files: readonly string[], request: OutputRequest): OutputPlan {
  const { paths, formats, template, signer } = request;
  if (!isFolder(paths[0])) {
    if (files.length > 1) throw refusal('Expected a folder after --output, since there are several inputs.');
    const outputs = paths.map((path) => {
      const { extension } = exporterFor(formatOfPath(path));
      const stem = basename(path).slice(0, -(extension.length + 1));
      return { path: join(path, '..', `${stem}.${extension}`), format: extension };
    });
    return { areInFolder: false, needClip: false, of: () => outputs };
  }
  if (paths.length > 1) throw refusal('Expected either files or one folder after --output.');
  const unknown = [...template.matchAll(/\{(\w*)\}/g)].find(([, field]) => !FIELDS.includes(field));
  if (unknown || !template.includes('{')) {
    const found = unknown?.[0] ?? JSON.stringify(template);
    throw refusal(`--name: expected {${FIELDS.join('}, {')}}, found ${found}.`);
  }
  const stems = files.map(stemOf);
  const twin = stems.findIndex((stem, i) => stems.indexOf(stem) < i);
  if (twin >= 0) {
    const first = files[stems.indexOf(stems[twin])];
    throw refusal(`Expected inputs of different names, found ${first} and ${files[twin]}.`);
  }
  const extensions = formats.map((format) => exporterFor(format).extension);
  /** Path -> the input it belongs to. */
  const taken = new Map<string, string>();
  return {
    areInFolder: true,
    needClip: /\{(gloss|fps|target)\}/.test(template),
    of(file, metadata) {
      const fields: Record<string, string | undefined> = {
        stem: stemOf(file),
        gloss: metadata?.gloss,
        target: metadata?.target.name,
        fps: metadata && String(+metadata.fps.toFixed(3)),
        signer,
      };
      const stem = safeFileName(template.replace(/\{(\w+)\}/g, (_, field) => fields[field] || 'none'));
      return extensions.map((format) => {
        for (let n = 1; ; n++) {
          const path = join(paths[0], `${stem}${n > 1 ? `_${n}` : ''}.${format}`);
          const owner = taken.get(path) ?? file;
          if (owner !== file) continue;
          taken.set(path, file);
          return { path, format };
        }
      });
    },
  };
}

/** A path that is a folder, ends like one, or has no extension. */
const isFolder = (path: string): boolean =>
  /[\\/]$/.test(path) || (existsSync(path) ? statSync(path).isDirectory() : extname(path) === '');

/** File name without folder and without its extension, nor that of a compression. */
const stemOf = (path: string): string =>
  basename(path)
    .replace(/\.gz$/, '')
    .replace(/\.[^.]+$/, '');

const refusal = (message: string): TegnError => new TegnError('E_OPTION', message);
