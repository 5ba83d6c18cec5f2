import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeListenLock } from '../../src/listen/listen-lock.ts';
import { temporaryFolder } from '../built-program.ts';

/** A process number that no process has. */
const GONE = 2 ** 22 + 1;
const STALE = JSON.stringify({ host: hostname(), pid: GONE, started: 1 });
const MODULE = new URL('../../src/listen/listen-lock.ts', import.meta.url).href;
/** Tries to take the lock, says whether it did, and keeps it until its input ends. */
const CONTENDER = `
  const { takeListenLock } = await import(${JSON.stringify(MODULE)});
  try {
    takeListenLock(process.argv[1]);
    console.log('taken');
  } catch (error) {
    console.log(error.message);
  }
  process.stdin.resume();
`;

test('releases the lock, and leaves nothing behind', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'one.lock');
  const unlock = takeListenLock(path);
  expect(() => takeListenLock(path)).toThrow(`process ${process.pid}`);
  unlock();
  expect(readdirSync(folder)).toEqual([]);
});

test('lets one of many take over the lock of a process that is gone', async () => {
  const path = join(temporaryFolder(), 'one.lock');
  for (let round = 0; round < 3; round += 1) {
    writeFileSync(path, STALE);
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', CONTENDER, path]),
    );
    const said = await Promise.all(
      children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0])),
    );
    const ended = children.map((child) => once(child, 'close'));
    for (const { stdin } of children) stdin.end();
    await Promise.all(ended);
    expect(said.filter((line) => line === 'taken\n')).toHaveLength(1);
    expect(said.filter((line) => line.includes('already runs'))).toHaveLength(5);
  }
});

test('takes over when a process was killed in a takeover', () => {
  const path = join(temporaryFolder(), 'one.lock');
  writeFileSync(path, STALE);
  writeFileSync(`${path}.guard`, STALE);
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(`${path}.guard`, longAgo, longAgo);
  takeListenLock(path)();
  expect(existsSync(`${path}.guard`)).toBe(false);
});
