import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { serveSandbox } from '@firsthandapi/sandbox/serve';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { PROGRAM, run, start, temporaryFolder } from '../built-program.ts';

type Server = Awaited<ReturnType<typeof serveSandbox>>;

let server: Server;
let environment: Record<string, string>;

beforeAll(async () => {
  server = await serveSandbox({ clock: 'auto' });
  const { apiKey } = await server.sandbox.defaultWorld();
  environment = { FIRSTHAND_API_KEY: apiKey, FIRSTHAND_BASE_URL: server.url };
});
afterAll(() => server.close());

const ORDER = [
  ...['--type', 'data_collection', '--description', 'A coffee cup on a table.'],
  ...['--files-needed', '2', '--accepted-formats', 'image/jpeg', '--price-per-file-cents', '50'],
];

describe('the built program', () => {
  test('prints its version', async () => {
    expect(await run(['--version'])).toEqual({
      code: 0,
      out: `${packageJson.version}\n`,
      error: '',
    });
  });

  test('posts a job, waits for it and downloads its files', async () => {
    const to = join(temporaryFolder(), 'cups');
    const parameters = ['jobs', 'create', ...ORDER, '--wait', '--to', to, '--json'];
    const { code, out, error } = await run(parameters, environment);
    expect(code).toBe(0);
    const job = JSON.parse(out);
    expect(job).toMatchObject({ status: 'completed', files_approved: 2 });
    expect(
      readdirSync(to)
        .map((name) => join(to, name))
        .sort(),
    ).toEqual([...job.saved].sort());
    expect(readFileSync(job.saved[0]).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    // Nobody watches: no bar, no colours.
    expect(error).not.toContain('\u001b');
  });

  test('ends quietly when its reader has seen enough', async () => {
    const { child, ended } = start(['jobs', 'list', '--json', '--all'], environment);
    child.stdout.destroy();
    const { code, error } = await ended;
    expect([code, error]).toEqual([0, '']);
  });

  test.skipIf(process.platform !== 'linux')(
    'says why when its output cannot be written, and fails',
    async () => {
      const full = openSync('/dev/full', 'w');
      const child = spawn(process.execPath, [PROGRAM, '--version'], {
        stdio: ['ignore', full, 'pipe'],
      });
      const [error, [code]] = await Promise.all([
        text(child.stderr as Readable),
        once(child, 'close'),
      ]);
      closeSync(full);
      expect([code, error]).toEqual([1, expect.stringMatching(/^Cannot write .*ENOSPC/)]);
    },
  );

  test('ends with 130 on Ctrl+C while it reads a body from standard input', async () => {
    const { child, ended } = start(['jobs', 'create', '--data', '-'], environment);
    // It has begun to read once more has gone through the pipe than the pipe can hold.
    for (let piece = 0; piece < 40; piece += 1) {
      if (!child.stdin.write(' '.repeat(65_536))) await once(child.stdin, 'drain');
    }
    child.kill('SIGINT');
    const { code, error } = await ended;
    expect([code, error]).toEqual([130, 'Interrupted.\n']);
  });

  test('ends with 130 on Ctrl+C, and leaves the job alone', async () => {
    const parameters = [
      'jobs',
      'create',
      ...ORDER,
      '--metadata',
      'fh_scenario=never_picked_up',
      '--wait',
    ];
    const { child, ended, shows } = start(parameters, environment);
    const shown = await shows('Ctrl+C ends the wait', 'error');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130 });
    const [id = ''] = shown.match(/job_\w+/) ?? [];
    const { out } = await run(['jobs', 'get', id, '--json'], environment);
    expect(JSON.parse(out).status).toBe('open');
  });

  test('exits with 8 when the job that it waits for is cancelled', async () => {
    const created = await run(
      ['jobs', 'create', ...ORDER, '--metadata', 'fh_scenario=never_picked_up', '--json'],
      environment,
    );
    const { id } = JSON.parse(created.out);
    await run(['jobs', 'cancel', id], environment);
    expect(await run(['jobs', 'wait', id], environment)).toMatchObject({ code: 8 });
  });
});

describe('what the program loads', () => {
  /** Runs the program, and returns the files of its own and the modules of Node that it has loaded. */
  async function loadedBy(parameters: readonly string[], settings = {}) {
    const coverage = temporaryFolder();
    const report = `process.on('exit', () => console.error('MODULES' + JSON.stringify(process.moduleLoadList)))`;
    const preload = ['--import', `data:text/javascript,${encodeURIComponent(report)}`];
    const started = start(parameters, { ...settings, NODE_V8_COVERAGE: coverage }, preload);
    started.child.stdin.end();
    const { error } = await started.ended;
    const [file = ''] = readdirSync(coverage);
    const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8'));
    const files = (result as { url: string }[])
      .map(({ url }) => url)
      .filter((url) => url.startsWith('file:'));
    const text = files.map((url) => readFileSync(new URL(url), 'utf8')).join('\n');
    const modules: string[] = JSON.parse(error.split('MODULES')[1] ?? '[]');
    return {
      isSmall: text.length < 16_000,
      hasClient: text.includes('x-should-retry'),
      hasSandbox: files.some((url) => url.includes('/sandbox/')),
      hasNetwork: modules.includes('NativeModule http'),
      hasTls: modules.includes('NativeModule https') || modules.includes('NativeModule tls'),
      hasFetch: modules.some((name) => name.includes('undici')),
      hasProcesses: modules.includes('NativeModule child_process'),
    };
  }

  const NOTHING = {
    hasClient: false,
    hasSandbox: false,
    hasNetwork: false,
    hasTls: false,
    hasFetch: false,
    hasProcesses: false,
  };

  test('is its core alone for --version', async () => {
    expect(await loadedBy(['--version'])).toEqual({ ...NOTHING, isSmall: true });
  });

  test('is neither the client nor the network for help', async () => {
    expect(await loadedBy(['jobs', 'create', '--help'])).toMatchObject(NOTHING);
  });

  test('is the client for an operation, without the built-in fetch, the sandbox, and TLS for http', async () => {
    const loaded = await loadedBy(['jobs', 'list'], environment);
    expect(loaded).toMatchObject({ ...NOTHING, hasClient: true, hasNetwork: true });
    const secure = await loadedBy(['jobs', 'list'], {
      ...environment,
      FIRSTHAND_BASE_URL: 'https://127.0.0.1:1',
    });
    expect(secure).toMatchObject({ hasNetwork: true, hasTls: true, hasFetch: false });
  });
});
