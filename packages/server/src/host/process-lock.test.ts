import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LockedError, takeLock } from './process-lock.ts';

describe('a lock between processes', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is held by one until its release', () => {
    const path = join(folder, 'one.lock');
    const release = takeLock(path);
    expect(() => takeLock(path)).toThrow(LockedError);
    release();
    takeLock(path)();
  });

  it('names the file that it cannot open', () => {
    const path = join(folder, 'missing', 'one.lock');
    expect(() => takeLock(path)).toThrow(`Cannot use the lock ${path}: unable to open`);
  });
});
