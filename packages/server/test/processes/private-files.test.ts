import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@firsthandapi/test-support/until';
import { expect, test } from 'vitest';

const CLI = join(import.meta.dirname, '../../src/cli.ts');
const OTHERS = 0o077;

test('creates files that only its user can read, in a folder that others can read, whatever its umask is', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  const folder = join(parent, 'data');
  mkdirSync(folder, { mode: 0o755 });
  const child = spawn('sh', ['-c', 'umask 022; exec "$0" "$1"', process.execPath, CLI], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder, LOG: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  try {
    let printed = '';
    child.stderr.on('data', (text) => {
      printed += text;
    });
    await until('the server listens', () => printed.includes('FirstHandAPI is at'));
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(paths).toEqual(expect.arrayContaining(['firsthandapi.db', 'firsthandapi.db-wal']));
    const open = paths.filter((path) => (statSync(join(folder, path)).mode & OTHERS) !== 0);
    expect(open).toEqual([]);
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(parent, { recursive: true, force: true });
  }
});
