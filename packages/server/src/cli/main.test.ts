import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    for (const word of ['migrate', 'rotate-pepper', 'retire-pepper', ...Object.keys(settings)]) {
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

  it('adds every pepper when several processes do so at once', async () => {
    const environment = { KEYRING_FILE: join(folder, 'shared', 'keyring.json') };
    const rotations = Array.from({ length: 4 }, () => run(['rotate-pepper'], environment));
    for (const { code, errors } of await Promise.all(rotations))
      expect([code, errors]).toEqual([0, '']);
    const { peppers } = JSON.parse(readFileSync(environment.KEYRING_FILE, 'utf8'));
    const versions = peppers.map(({ version }: { version: number }) => version);
    expect(versions).toEqual([1, 2, 3, 4, 5]);
  });

  it('says of a server that does not run that it is not ready', async () => {
    const { code, errors } = await run(['health'], { PORT: '1' });
    expect(code).toBe(1);
    expect(errors).toMatch(/^The server at 127\.0\.0\.1:1 is not ready: .*ECONNREFUSED/);
  });

  it('says which folder it cannot use', async () => {
    const file = join(folder, 'not-a-folder');
    writeFileSync(file, '');
    const { code, errors } = await run(['migrate'], { DATA_DIR: file });
    expect(code).toBe(1);
    expect(errors).toMatch(`DATA_DIR ${file} cannot be used: EEXIST`);
  });

  it('shows how many API keys rest on each pepper', async () => {
    const { code, output } = await run(['peppers']);
    expect(code).toBe(0);
    expect(output).toMatch(/^Pepper +State +API keys\n1 +.+ 0\n2 +.+ 0\n$/);
  });

  it.each([
    [['retire-pepper'], 2, 'retire-pepper needs the version of one pepper'],
    [['retire-pepper', 'one'], 2, 'retire-pepper needs the version of one pepper'],
    [['retire-pepper', '1', '--stop-keys', 'all'], 2, '--stop-keys needs the number of API keys'],
    [['retire-pepper', '1', '--force'], 2, '--force'],
    [['retire-pepper', '9'], 1, 'The keyring has no pepper 9; it has 1, 2.'],
  ])('refuses %j with code %i, and says why', async (words, expected, message) => {
    const { code, errors } = await run(words);
    expect(code).toBe(expected);
    expect(errors).toContain(message);
  });

  it('retires a pepper that nothing rests on', async () => {
    const path = join(folder, 'keyring.json');
    const keyring = JSON.parse(readFileSync(path, 'utf8'));
    keyring.peppers[1].activeFrom = 1;
    writeFileSync(path, JSON.stringify(keyring));
    const { code, output } = await run(['retire-pepper', '1']);
    expect([code, output.split(';')[0]]).toEqual([0, 'Pepper 1 is retired']);
    const { peppers } = JSON.parse(readFileSync(path, 'utf8'));
    expect(peppers.map(({ version }: { version: number }) => version)).toEqual([2]);
  });
});
