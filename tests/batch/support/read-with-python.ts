/** What another program than ours reads in a database, and makes of it. */
import { execFileSync } from 'node:child_process';

const READ =
  'import json, sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\nprint(json.dumps([db.execute(query).fetchall() for query in sys.argv[2:]]))';
const WRITE =
  'import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\ndb.executescript(sys.argv[2])\ndb.commit()';

/** Rows per query. */
export const readWithPython = (path: string, queries: readonly string[]): unknown[][][] =>
  JSON.parse(execFileSync('python3', ['-c', READ, path, ...queries], { encoding: 'utf8' }));

export const writeWithPython = (path: string, script: string): void => {
  execFileSync('python3', ['-c', WRITE, path, script]);
};
