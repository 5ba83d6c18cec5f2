import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UnavailableError } from '@firsthandapi/engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toStoreError } from './sqlite-errors.ts';

let folder: string;
let connection: DatabaseSync;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  connection = new DatabaseSync(join(folder, 'data.db'));
  connection.exec('CREATE TABLE texts (text TEXT UNIQUE)');
});
afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true, force: true });
});

function failureOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return toStoreError(error);
  }
  return undefined;
}

test('reports a full disk as unavailable', () => {
  connection.exec('PRAGMA max_page_count = 4');
  const insert = connection.prepare('INSERT INTO texts VALUES (?)');
  const failure = failureOf(() => insert.run('x'.repeat(100_000)));
  expect(failure).toBeInstanceOf(UnavailableError);
  expect((failure as Error).cause).toMatchObject({ errcode: 13 });
});

test('reports a database that another process has locked as unavailable', () => {
  const other = new DatabaseSync(join(folder, 'data.db'));
  other.exec('BEGIN IMMEDIATE');
  connection.exec('PRAGMA busy_timeout = 0');
  const failure = failureOf(() => connection.exec('BEGIN IMMEDIATE'));
  other.close();
  expect(failure).toBeInstanceOf(UnavailableError);
});

test('returns the error of a failing statement unchanged', () => {
  connection.exec("INSERT INTO texts VALUES ('once')");
  const failure = failureOf(() => connection.exec("INSERT INTO texts VALUES ('once')"));
  expect(failure).not.toBeInstanceOf(UnavailableError);
  expect(failure).toMatchObject({ message: expect.stringContaining('UNIQUE') });
});
