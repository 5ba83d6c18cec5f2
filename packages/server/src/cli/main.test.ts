import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../configuration.ts';

const ENTRY = join(import.meta.dirname, '../cli.ts');

describe('the command line', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(words: readonly string[], environment: Record<string, string> = {}) {
    const { PATH = '' } = process.env;
    const env = { PATH, DATA_DIR: folder, DATABASE_URL: '', ...environment };
    return new Promise<{ code: number; output: string; errors: string }>((resolve) => {
      const child = execFile(process.execPath, [ENTRY, ...words], { env }, (_, output, errors) =>
        resolve({ code: child.exitCode ?? -1, output, errors }),
      );
    });
  }

  it('shows its commands and every variable', async () => {
    const { code, output, errors } = await run(['help']);
    expect([code, errors]).toEqual([0, '']);
    for (const word of ['migrate', 'rotate-pepper', ...Object.keys(settings)]) {
      expect(output).toContain(word);
    }
  });

  it('refuses a command that it does not know, and a setting that is wrong', async () => {
    const unknown = await run(['serve']);
    expect([unknown.code, unknown.errors.split('\n')[0]]).toEqual([2, 'Unknown command: serve']);
    const wrong = await run(['migrate'], { PORT: 'http' });
    expect([wrong.code, wrong.errors]).toEqual([
      2,
      'The environment is not right: PORT is not a whole number\n',
    ]);
  });

  it('migrates, once and again', async () => {
    const first = await run(['migrate']);
    expect(first).toMatchObject({ code: 0, errors: '' });
    expect(first.output).toMatch(/^The database has schema version \d+\.\n$/);
    expect((await run(['migrate'])).output).toBe(first.output);
  });

  it('adds a pepper to the keyring without showing it', async () => {
    await run(['reseal']);
    const { code, output } = await run(['rotate-pepper']);
    expect(code).toBe(0);
    const keyring = JSON.parse(readFileSync(join(folder, 'keyring.json'), 'utf8'));
    const versions = keyring.peppers.map(({ version }: { version: number }) => version);
    expect(versions).toEqual([1, 2]);
    expect(output).toMatch(/^Pepper 2 is used from /);
    for (const { key } of keyring.peppers) expect(output).not.toContain(key);
  });
});
