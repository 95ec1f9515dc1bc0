/**
 * CSV as spreadsheets write it <-> rows of texts (RFC 4180). The delimiter is the one that the first line has most of, or what a line
 * "sep=;" above it says; UTF-8, UTF-16 with its mark, else Windows-1252, which is what Excel's plain "CSV" is in western Europe.
 */

const DELIMITERS = [';', ',', '\t'] as const;

export interface CsvTable {
  readonly delimiter: string;
  /** Rows that hold nothing at all are left out. */
  readonly rows: readonly (readonly string[])[];
}

export function decodeCsv(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    // drops the byte order mark
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

export function parseCsv(text: string): CsvTable {
  const told = /^sep=(.)\r?\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  const delimiter = told?.[1] ?? guessDelimiter(body);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const endRow = () => {
    if (row.some((cell) => cell !== '')) rows.push(row);
    row = [];
  };
  while (at < body.length) {
    let cell = '';
    if (body[at] === '"') {
      // two quotes inside quotes are one
      for (at++; at < body.length; at++) {
        const close = body.indexOf('"', at);
        const end = close < 0 ? body.length : close;
        cell += body.slice(at, end);
        at = end + 1;
        if (body[at] !== '"') break;
        cell += '"';
      }
    }
    // what follows a closing quote up to the next delimiter belongs to the cell, as spreadsheets read it
    const from = at;
    while (at < body.length && body[at] !== delimiter && body[at] !== '\n' && body[at] !== '\r') at++;
    row.push(cell + body.slice(from, at));
    if (body[at] === delimiter) {
      at++;
      if (at === body.length) row.push('');
      continue;
    }
    endRow();
    at += body[at] === '\r' && body[at + 1] === '\n' ? 2 : 1;
  }
  endRow();
  return { delimiter, rows };
}

/** Lines end in CRLF and the text starts with a byte order mark: what makes Excel read it as UTF-8. */
export function writeCsv(
  rows: readonly (readonly (string | number | null | undefined)[])[],
  delimiter = ',',
): string {
  const cell = (value: string | number | null | undefined): string => {
    const text = value === null || value === undefined ? '' : String(value);
    return /["\r\n;,\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join('')}`;
}

function guessDelimiter(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => line.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), ',');
}
