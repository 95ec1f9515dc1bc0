import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path, { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { candidatePaths } from '../../src/batch/inputs/candidate-paths.ts';
import { decodeCsv, parseCsv, writeCsv } from '../../src/batch/inputs/csv.ts';
import { fileName, findInputs } from '../../src/batch/inputs/find-inputs.node.ts';
import { globFolder, globTest } from '../../src/batch/inputs/glob.ts';
import { readManifest } from '../../src/batch/inputs/manifest.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('CSV', () => {
  it('is read with either delimiter, quotes, line breaks in cells, any line ends and a last line without one', () => {
    const rows = [
      ['a', 'b', 'c'],
      ['1', 'say "hi", twice;', 'two\r\nlines'],
      ['', 'x', ''],
    ];
    const quoted = '1,"say ""hi"", twice;","two\r\nlines"';
    expect(parseCsv(`a,b,c\r\n${quoted}\r\n,x,\r\n`)).toEqual({ delimiter: ',', rows });
    expect(parseCsv('a;b;c\n1;"say ""hi"", twice;";"two\r\nlines"\n;x;')).toEqual({
      delimiter: ';',
      rows,
    });
    expect(parseCsv('sep=|\na|b;c,d\n').rows).toEqual([['a', 'b;c,d']]);
  });

  it('leaves out lines that hold nothing and survives quotes that never close', () => {
    expect(parseCsv('a,b\n\n,,\nc,"d\n').rows).toEqual([
      ['a', 'b'],
      ['c', 'd\n'],
    ]);
    expect(parseCsv('').rows).toEqual([]);
  });

  it('comes in the encodings of Excel: UTF-8 with and without its mark, UTF-16, Windows-1252', () => {
    const word = 'tegnspråk';
    expect(decodeCsv(bytes(`\ufeff${word}`))).toBe(word);
    expect(decodeCsv(bytes(word))).toBe(word);
    expect(decodeCsv(new Uint8Array(Buffer.from(`\ufeff${word}`, 'utf16le')))).toBe(word);
    expect(decodeCsv(new Uint8Array(Buffer.from(word, 'latin1')))).toBe(word);
  });

  it('that is written comes back the same, marked as UTF-8, with CRLF', () => {
    const rows = [
      ['word', 'note'],
      ['blåbær', 'a "b"; c,\nd\te'],
    ];
    const text = writeCsv(rows, ';');
    expect(text.startsWith('\ufeffword;note\r\n')).toBe(true);
    expect(parseCsv(decodeCsv(bytes(text)))).toEqual({ delimiter: ';', rows });
  });
});

describe('a list of clips', () => {
  it('gives its rows whatever the order and case of its columns, with words composed', () => {
    const decomposed = 'bla\u030ab\u00e6r';
    const { rows } = readManifest(
      bytes(
        `\ufeffLocal_Path;WORD;remote_url;filename;note\r\nC:\\tegn\\a.pose; ${decomposed} ;;a.pose;x\r\n`,
      ),
      'list.csv',
    );
    expect(rows).toEqual([
      { word: 'blåbær', filename: 'a.pose', localPath: 'C:\\tegn\\a.pose', remoteUrl: null, line: 2 },
    ]);
  });

  it('fills what one cell tells of another', () => {
    const { rows } = readManifest(
      bytes(
        'word,filename,local_path,remote_url\n,,D:\\x\\hus.jsonl.gz,https://a.b/c\nbil,bil.pose,,\n,,,\n',
      ),
      'list.csv',
    );
    expect(rows).toEqual([
      {
        word: 'hus',
        filename: 'hus.jsonl.gz',
        localPath: 'D:\\x\\hus.jsonl.gz',
        remoteUrl: 'https://a.b/c',
        line: 2,
      },
      { word: 'bil', filename: 'bil.pose', localPath: 'bil.pose', remoteUrl: null, line: 3 },
    ]);
  });

  it('without its columns or rows is refused with what was found', () => {
    expect(() => readManifest(bytes('name,path\na,b\n'), 'list.csv')).toThrow(/word.*found name, path/);
    expect(() => readManifest(bytes('word,filename,local_path\n'), 'list.csv')).toThrow(
      expect.objectContaining({ code: 'E_MANIFEST' }),
    );
    expect(() => readManifest(bytes(''), 'list.csv')).toThrow(
      expect.objectContaining({ code: 'E_MANIFEST' }),
    );
  });
});

describe('the path of a row', () => {
  it('on Windows keeps drives, network shares, spaces, and both slashes', () => {
    const first = (local: string) => candidatePaths(local, 'D:\\lists', path.win32)[0];
    expect(first('C:\\tegnspråk\\mine videoer\\hei.pose')).toBe('C:\\tegnspråk\\mine videoer\\hei.pose');
    expect(first('c:/signs/hei.pose')).toBe('c:\\signs\\hei.pose');
    expect(first('minetegn_videos\\hei.pose')).toBe('D:\\lists\\minetegn_videos\\hei.pose');
    expect(first('\\\\server\\share\\hei.pose')).toBe('\\\\server\\share\\hei.pose');
  });

  it('from Windows, read elsewhere, is looked for beside the list: the longest end first', () => {
    expect(candidatePaths('C:\\tegn\\videos\\hei.pose', '/data', path.posix)).toEqual([
      '/data/tegn/videos/hei.pose',
      '/data/videos/hei.pose',
      '/data/hei.pose',
    ]);
    expect(candidatePaths('videos\\hei.pose', '/data', path.posix)[0]).toBe('/data/videos/hei.pose');
    expect(candidatePaths('/signs/hei.pose', '/data', path.posix)[0]).toBe('/signs/hei.pose');
    for (const found of candidatePaths('C:\\a\\..\\..\\etc\\b', '/data', path.posix)) {
      expect(found.startsWith('/data/')).toBe(true);
    }
  });

  it('is tried in both spellings of letters with marks', () => {
    const paths = candidatePaths('bla\u030a.pose', '/data', path.posix);
    expect(paths).toContain('/data/blå.pose');
    expect(paths).toContain('/data/bla\u030a.pose');
  });
});

describe('a word as a file name', () => {
  it('keeps its letters and loses what some system refuses', () => {
    expect(fileName('blåbær')).toBe('blåbær');
    expect(fileName('ja/nei: "hva?"')).toBe('ja_nei_ _hva__');
    expect(fileName('slutt. ')).toBe('slutt');
    expect(fileName('CON')).toBe('_CON');
    expect(fileName('')).toBe('_');
    expect(fileName('x'.repeat(300))).toHaveLength(120);
  });
});

describe('a pattern', () => {
  it.each([
    ['signs/*.pose', 'signs/a.pose', true],
    ['signs/*.pose', 'signs/b/a.pose', false],
    ['signs/**/*.pose', 'signs/a.pose', true],
    ['signs/**/*.pose', 'signs/b/c/a.pose', true],
    ['signs\\**\\*.pose', 'signs/b/a.pose', true],
    ['signs/[ab]?.{pose,json}', 'signs/a1.json', true],
    ['signs/[!ab]?.{pose,json}', 'signs/a1.json', false],
    ['signs/a+b(1).pose', 'signs/a+b(1).pose', true],
    ['**', 'any/thing', true],
  ])('%s and %s: %s', (pattern, file, matches) => {
    expect(globTest(pattern)(file)).toBe(matches);
  });

  it('names the folder above all it matches', () => {
    expect(globFolder('signs/a/*.pose')).toBe('signs/a');
    expect(globFolder('*.pose')).toBe('.');
    expect(globFolder('/x/**')).toBe('/x');
    expect(globFolder('/*')).toBe('/');
    expect(globFolder('C:\\signs\\*.pose')).toBe('C:/signs');
  });
});

describe('inputs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tegn-inputs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const put = (name: string, text = 'x') => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };

  it('of a pattern are the files that match, named from its folder', async () => {
    for (const name of ['signs/a.pose', 'signs/deep/b.pose', 'signs/c.json']) put(name);
    const { rows } = await findInputs(join(folder, 'signs/**/*.pose'), join(folder, 'out'));
    expect(rows.map(({ name }) => name)).toEqual(['a.pose', 'deep/b.pose']);
  });

  it('of a list are its rows in order, with their file wherever the archive lies now, or none', async () => {
    put('videos/hei.pose');
    put(
      'list.csv',
      'word;filename;local_path;remote_url\nhei;hei.pose;C:\\arkiv\\videos\\hei.pose;\nhei;hei.pose;C:\\arkiv\\videos\\hei.pose;\nborte;b.pose;b.pose;\n',
    );
    const { rows, delimiter, isList } = await findInputs(join(folder, 'list.csv'), join(folder, 'out'));
    expect({ delimiter, isList }).toEqual({ delimiter: ';', isList: true });
    expect(rows.map(({ path: found }) => found)).toEqual([
      join(folder, 'videos/hei.pose'),
      join(folder, 'videos/hei.pose'),
      null,
    ]);
    expect(new Set(rows.map(({ source }) => source)).size).toBe(3);
  });

  it('of a list of videos are the tracking records of their names, in a folder of records or beside them', async () => {
    put('videos/hei.mp4');
    put('videos/hei.pose');
    put('records/hei.jsonl.gz');
    put('videos/hus.MP4');
    put(
      'list.csv',
      'word,filename,local_path\nhei,hei.mp4,C:\\arkiv\\videos\\hei.mp4\nhus,hus.MP4,videos/hus.MP4\n',
    );
    const paths = async (records?: string) =>
      (await findInputs(join(folder, 'list.csv'), join(folder, 'out'), records)).rows.map(
        ({ path: found }) => found,
      );
    expect(await paths()).toEqual([join(folder, 'videos/hei.pose'), null]);
    expect(await paths(join(folder, 'records'))).toEqual([join(folder, 'records/hei.jsonl.gz'), null]);
  });

  it('never include what a batch wrote, wherever its folder lies', async () => {
    for (const name of ['a.pose', 'clips/a.pose', 'clips/report.json', 'clips/b.unreal.json']) put(name);
    const { rows } = await findInputs(folder, join(folder, 'clips'));
    expect(rows.map(({ name }) => name)).toEqual(['a.pose']);
    put('report.json');
    put('deep/report.json');
    const own = await findInputs(folder, folder);
    expect(own.rows.map(({ name }) => name)).toContain('deep/report.json');
    expect(own.rows.map(({ name }) => name)).not.toContain('report.json');
  });

  it('that are not there are refused', async () => {
    await expect(findInputs(join(folder, 'none'), folder)).rejects.toMatchObject({ code: 'E_FILE_MISSING' });
    await expect(findInputs(join(folder, '*.pose'), folder)).rejects.toMatchObject({
      code: 'E_FILE_MISSING',
    });
  });
});
