/**
 * Protocol buffer text format -> a tree of fields, without knowing the message type.
 *
 * `name: value`, `name { ... }`, `name < ... >`, lists in brackets, extension names in brackets, strings with escapes, comments
 * from # to the end of the line. Source: the text format specification of Protocol Buffers. Limit: 64 levels of nesting.
 */
import { TegnError } from '../../issues/issues.ts';

/** Numbers become numbers; strings, enum names, true and false become strings. */
export type PbValue = number | string | PbMessage;

/** Fields by name, each with its values in order. */
export type PbMessage = Map<string, PbValue[]>;

const DEPTH_LIMIT = 64;

/** Throws E_PBTXT_SYNTAX with the offset in characters. */
export function parsePbtxt(text: string): PbMessage {
  return parseFields(createTokens(text), '', 0);
}

interface Tokens {
  /** '' at the end. */
  peek(): string;
  next(): string;
  fail(expected: string): never;
}

function parseFields(tokens: Tokens, close: string, depth: number): PbMessage {
  if (depth > DEPTH_LIMIT) tokens.fail(`at most ${DEPTH_LIMIT} levels of nesting`);
  const message: PbMessage = new Map();
  while (tokens.peek() !== close) {
    const name = parseName(tokens);
    const values = message.get(name) ?? [];
    message.set(name, values);
    const colon = tokens.peek() === ':';
    if (colon) tokens.next();
    if (tokens.peek() === '[') {
      tokens.next();
      while (tokens.peek() !== ']') {
        values.push(parseValue(tokens, true, depth));
        if (tokens.peek() === ',') tokens.next();
      }
      tokens.next();
    } else {
      values.push(parseValue(tokens, colon, depth));
    }
    if (tokens.peek() === ',' || tokens.peek() === ';') tokens.next();
  }
  tokens.next();
  return message;
}

function parseName(tokens: Tokens): string {
  if (tokens.peek() !== '[') {
    if (!/^[A-Za-z_]/.test(tokens.peek())) tokens.fail('a field name');
    return tokens.next();
  }
  let name = '';
  tokens.next();
  while (tokens.peek() !== ']') {
    if (!/^[\w./-]/.test(tokens.peek())) tokens.fail('an extension name');
    name += tokens.next();
  }
  tokens.next();
  return name;
}

function parseValue(tokens: Tokens, scalarAllowed: boolean, depth: number): PbValue {
  const open = tokens.peek();
  if (open === '{' || open === '<') {
    tokens.next();
    return parseFields(tokens, open === '{' ? '}' : '>', depth + 1);
  }
  if (!scalarAllowed) tokens.fail("':' or '{'");
  if (isQuoted(open)) {
    let value = '';
    while (isQuoted(tokens.peek())) value += unescaped(tokens.next());
    return value;
  }
  if (!/^[\w.+-]/.test(open)) tokens.fail('a value');
  return scalar(tokens.next());
}

/** A quote that is never closed is a token of its own. */
const isQuoted = (token: string): boolean => token.length >= 2 && (token[0] === '"' || token[0] === "'");

/** Number of a token such as 1, -2.5e-3, 1.0f, 0x1F, -inf or nan, else the token. */
function scalar(token: string): number | string {
  const [, sign, body] = /^([+-]?)(.*)$/s.exec(token)!;
  const lower = body.toLowerCase();
  let value = Number.NaN;
  if (lower === 'inf' || lower === 'infinity' || lower === 'inff') value = Number.POSITIVE_INFINITY;
  else if (/^0x[\da-f]+$/.test(lower)) value = Number(lower);
  else if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?f?$/.test(lower)) value = Number.parseFloat(lower);
  else if (lower !== 'nan') return token;
  return sign === '-' ? -value : value;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

function unescaped(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g, (_, hex, octal, letter) => {
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal) return String.fromCharCode(Number.parseInt(octal, 8));
      return ESCAPES[letter] ?? letter;
    });
}

/** Strings, words and numbers (with sign), then single signs; blanks and comments between them. */
const TOKEN =
  /(?:\s|#[^\n]*)*(?:("(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[+-]?[\w.]+(?:(?<=[\d.][eE])[+-]\d+)?|[^\s#])|$)/y;

function createTokens(text: string): Tokens {
  const token = new RegExp(TOKEN);
  let start = 0;
  let current = '';
  const advance = () => {
    start = token.lastIndex;
    current = token.exec(text)?.[1] ?? '';
  };
  advance();
  return {
    peek: () => current,
    next() {
      const taken = current;
      advance();
      return taken;
    },
    fail(expected): never {
      const found = current === '' ? 'the end of the file' : JSON.stringify(current.slice(0, 40));
      throw new TegnError('E_PBTXT_SYNTAX', `Expected ${expected} at character ${start}, found ${found}.`, {
        offset: start,
        expected,
        found: current.slice(0, 40),
      });
    },
  };
}
