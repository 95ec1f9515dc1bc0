/** Checked fields of the live protocol's text messages; each throws E_PROTOCOL that names the field, what it should hold and what it held. */
import { TegnError } from '../../issues/issues.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A text message as an object. */
export function parseMessage(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TegnError('E_PROTOCOL', 'Expected a JSON object in a text message.', {}, cause);
  }
  if (!isObject(value)) throw new TegnError('E_PROTOCOL', 'Expected a JSON object in a text message.');
  return value;
}

export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw wrong(name, 'a string', value);
  return value;
}

export function flag(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') throw wrong(name, 'true or false', value);
  return value;
}

export function number(
  fields: Fields,
  name: string,
  low = -Number.MAX_VALUE,
  high = Number.MAX_VALUE,
): number {
  const value = fields[name];
  if (!(typeof value === 'number' && value >= low && value <= high)) {
    const range = low === -Number.MAX_VALUE ? '' : ` from ${low} to ${high}`;
    throw wrong(name, `a number${range}`, value);
  }
  return value;
}

export function wholeNumber(fields: Fields, name: string, low: number, high: number): number {
  const value = fields[name];
  if (!(Number.isInteger(value) && (value as number) >= low && (value as number) <= high)) {
    throw wrong(name, `a whole number from ${low} to ${high}`, value);
  }
  return value as number;
}

export function oneOf<T extends string>(fields: Fields, name: string, values: readonly T[]): T {
  const value = fields[name];
  const found = values.find((one) => one === value);
  if (found === undefined) throw wrong(name, values.map((one) => `"${one}"`).join(', '), value);
  return found;
}

export function strings(fields: Fields, name: string): readonly string[] {
  const value = fields[name];
  if (!(Array.isArray(value) && value.every((one) => typeof one === 'string'))) {
    throw wrong(name, 'an array of strings', value);
  }
  return value;
}

export function objects(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  if (!(Array.isArray(value) && value.every(isObject))) throw wrong(name, 'an array of objects', value);
  return value;
}

/** What `read` makes of the field, or undefined where it is absent. */
export const optional = <T>(
  fields: Fields,
  name: string,
  read: (fields: Fields, name: string) => T,
): T | undefined => (fields[name] === undefined ? undefined : read(fields, name));

export const nullable = <T>(
  fields: Fields,
  name: string,
  read: (fields: Fields, name: string) => T,
): T | null => (fields[name] === null ? null : read(fields, name));

export function wrong(field: string, expected: string, found: unknown): TegnError {
  const shown = Array.isArray(found) ? 'another array' : String(JSON.stringify(found)).slice(0, 80);
  return new TegnError('E_PROTOCOL', `Expected ${expected} in the field "${field}", found ${shown}.`, {
    expected,
  });
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
