import { InvalidArgumentError } from 'commander';

/** Parses --port. 0 takes any free port. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!(text !== '' && Number.isInteger(port) && port >= 0 && port <= 65535)) {
    throw new InvalidArgumentError(`Expected a whole number from 0 to 65535, found "${text}".`);
  }
  return port;
}
