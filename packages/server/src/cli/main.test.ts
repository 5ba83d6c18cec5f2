import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeyringFile } from '../keyring/keyring-file.ts';
import { settings } from '../settings/all-settings.ts';
import { main } from './main.ts';

const ENTRY = join(import.meta.dirname, '../cli.ts');

describe('the command line', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  interface Result {
    readonly code: number;
    readonly output: string;
    readonly errors: string;
  }

  const environmentOf = (others: Record<string, string>) => ({
    DATA_DIR: folder,
    DATABASE_URL: '',
    ...others,
  });

  async function run(
    words: readonly string[],
    environment: Record<string, string> = {},
  ): Promise<Result> {
    let output = '';
    let errors = '';
    const code = await main(words, environmentOf(environment), {
      write(text) {
        output += text;
      },
      writeError(text) {
        errors += text;
      },
    });
    return { code, output, errors };
  }

  /** The same in a process of its own. */
  function spawn(
    words: readonly string[],
    environment: Record<string, string> = {},
  ): Promise<Result> {
    const env = { PATH: process.env.PATH ?? '', ...environmentOf(environment) };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [ENTRY, ...words], { env }, (_, output, errors) =>
        resolve({ code: child.exitCode ?? -1, output, errors }),
      );
    });
  }

  it('accepts the clock of this machine, as a command and as an option of start', async () => {
    const { code, output } = await run(['accept-clock']);
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/^Accepted \d{4}-\d\d-\d\dT.+Z as the current time\.$/m),
    ]);
    const wrong = await run(['--accept-clocks']);
    expect([wrong.code, wrong.errors]).toEqual([2, 'start takes one option, --accept-clock\n']);
  });

  it('prints its commands and every environment variable', async () => {
    const { code, output, errors } = await run(['help']);
    expect([code, errors]).toEqual([0, '']);
    for (const word of ['migrate', 'rotate-pepper', 'retire-pepper', ...Object.keys(settings)]) {
      expect(output).toContain(word);
    }
  });

  it('prints its version', async () => {
    const manifest = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
    );
    for (const word of ['--version', '-v', 'version']) {
      expect(await run([word])).toEqual({ code: 0, output: `${manifest.version}\n`, errors: '' });
    }
  });

  it('names a PostgreSQL database that it cannot reach, without the password', async () => {
    const url = 'postgres://ann:hunter2@127.0.0.1:1/acme';
    for (const words of [['migrate'], ['start']]) {
      const { code, errors } = await run(words, { DATABASE_URL: url });
      expect([code, errors]).toEqual([
        1,
        expect.stringMatching(
          /^Cannot open the PostgreSQL database acme at 127\.0\.0\.1:1 \(DATABASE_URL\): .*ECONNREFUSED/,
        ),
      ]);
      expect(errors).not.toContain('hunter2');
    }
  });

  it('names a SQLite file that it cannot open', async () => {
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'firsthandapi.db'), 'This is no database. '.repeat(100));
    const { code, errors } = await run(['migrate'], { DATA_DIR: broken });
    expect([code, errors]).toEqual([
      1,
      expect.stringMatching(/^Cannot open the SQLite database .*broken\/firsthandapi\.db/),
    ]);
  });

  it('exits with 2 for an unknown command and for an invalid environment', async () => {
    const unknown = await run(['serve']);
    expect([unknown.code, unknown.errors]).toEqual([
      2,
      'Unknown command: serve; firsthandapi-server help lists all commands\n',
    ]);
    const extra = await run(['peppers', '1']);
    expect([extra.code, extra.errors]).toEqual([2, 'peppers takes no arguments, but got: 1\n']);
    const wrong = await run(['migrate'], { PORT: 'http' });
    expect([wrong.code, wrong.errors]).toEqual([
      2,
      'Invalid environment: PORT must be an integer\n',
    ]);
  });

  it('migrates the database, and again without a change', async () => {
    const first = await spawn(['migrate']);
    expect(first).toMatchObject({ code: 0, errors: '' });
    expect(first.output).toMatch(/^The database has schema version \d+\.\n$/);
    expect((await run(['migrate'])).output).toBe(first.output);
  });

  it('rotates no pepper of a keyring that is missing', async () => {
    const { code, errors } = await run(['rotate-pepper']);
    expect(code).toBe(1);
    expect(errors).toMatch(/^There is no keyring at .+ restore it/);
  });

  it('adds a pepper to the keyring without showing it', async () => {
    new KeyringFile(join(folder, 'keyring.json')).createMissing();
    const { code, output } = await run(['rotate-pepper']);
    expect(code).toBe(0);
    const keyring = JSON.parse(readFileSync(join(folder, 'keyring.json'), 'utf8'));
    const versions = keyring.peppers.map(({ version }: { version: number }) => version);
    expect(versions).toEqual([1, 2]);
    expect(output).toMatch(/^Pepper 2 takes effect at /);
    for (const { key } of keyring.peppers) expect(output).not.toContain(key);
  });

  it('adds every pepper when several processes rotate at once', async () => {
    const environment = { KEYRING_FILE: join(folder, 'shared', 'keyring.json') };
    new KeyringFile(environment.KEYRING_FILE).createMissing();
    const rotations = [spawn, spawn, run, run].map((rotate) =>
      rotate(['rotate-pepper'], environment),
    );
    for (const { code, errors } of await Promise.all(rotations)) {
      expect([code, errors]).toEqual([0, '']);
    }
    const { peppers } = JSON.parse(readFileSync(environment.KEYRING_FILE, 'utf8'));
    const versions = peppers.map(({ version }: { version: number }) => version);
    expect(versions).toEqual([1, 2, 3, 4, 5]);
  });

  it('reports a stopped server as not ready', async () => {
    const { code, errors } = await run(['health'], { PORT: '1' });
    expect(code).toBe(1);
    expect(errors).toMatch(/^The server at 127\.0\.0\.1:1 is not ready: .*ECONNREFUSED/);
  });

  it('names the folder that it cannot use', async () => {
    const file = join(folder, 'not-a-folder');
    writeFileSync(file, '');
    const { code, errors } = await run(['migrate'], { DATA_DIR: file });
    expect(code).toBe(1);
    expect(errors).toMatch(`DATA_DIR ${file} cannot be used: EEXIST`);
  });

  it('shows how many API keys depend on each pepper', async () => {
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
  ])('rejects %j with exit code %i and a reason', async (words, expected, message) => {
    const { code, errors } = await run(words);
    expect(code).toBe(expected);
    expect(errors).toContain(message);
  });

  it('retires a pepper that no API key depends on', async () => {
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
