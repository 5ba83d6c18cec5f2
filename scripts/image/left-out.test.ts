import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leftOut } from './left-out.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ignore = readFileSync(join(ROOT, 'packages/server/Dockerfile.dockerignore'), 'utf8');
/** What the image is built from. */
const SOURCES = /^(spec|packages)\/.*\/src\/|^[^/]+$|\/package\.json$/;

describe("the .dockerignore of the server's image", () => {
  it('keeps every source file', () => {
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
    const sources = files.split('\0').filter((file) => SOURCES.test(file));
    expect(sources.length).toBeGreaterThan(500);
    expect(leftOut(sources, ignore)).toEqual([]);
  });

  it.each([
    '.git/config',
    '.env',
    'packages/server/.env.local',
    'data/firsthandapi.db',
    'packages/server/data/keyring.json',
    'keyring-2.json',
    'packages/server/certificates/key.pem',
    'anywhere/backup.db',
    'anywhere/backup.db-wal',
    'packages/sdk/node_modules/x/index.js',
  ])('leaves out %s', (file) => {
    expect(leftOut([file], ignore)).toEqual([file]);
  });
});
