import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operationCommands } from '../generated/commands.ts';
import { writeProfiles } from '../settings/profiles.ts';
import { fakeContext } from '../testing/fake-context.ts';
import { startRecordingServer } from '../testing/recording-server.ts';
import { commands } from './commands.ts';
import { main } from './main.ts';

const KEY = { FIRSTHAND_API_KEY: 'fh_test_sk_EXAMPLE' };

async function run(parameters: readonly string[], environment: Record<string, string> = {}) {
  const context = fakeContext(environment);
  const code = await main(parameters, context);
  return { code, out: context.stdout.text, error: context.stderr.text };
}

describe('help', () => {
  test('lists every command without any', async () => {
    const { code, out } = await run([]);
    expect(code).toBe(0);
    for (const words of [...Object.keys(operationCommands), ...Object.keys(commands)]) {
      expect(out).toContain(`\n  ${words} `);
    }
  });

  test('shows the options of the sandbox, as they are written here', async () => {
    const { code, out } = await run(['sandbox', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('\n  firsthand sandbox [options]\n');
    expect(out).toContain('--control-token <token>');
  });

  test('lists the commands of a group', async () => {
    const { out } = await run(['billing']);
    expect(out).toContain('billing credits get');
    expect(out).not.toContain('jobs');
  });

  const described = Object.keys(commands).filter((words) => !commands[words]?.takesAll);
  test.each([...Object.keys(operationCommands), ...described])(
    'shows what "%s" does, its options and an example',
    async (words) => {
      const { code, out } = await run([...words.split(' '), '--help']);
      expect(code).toBe(0);
      expect(out).toContain('\nOptions\n');
      expect(out).toContain('--json');
      expect(out).toContain(`\nExample\n  firsthand ${words}`);
    },
  );
});

describe('wrong usage', () => {
  test.each([
    [['job', 'list'], "did you mean 'firsthand jobs list'?"],
    [['xyzzy'], "see 'firsthand --help'"],
    [['jobs', 'list', '--statu', 'open'], 'did you mean --status?'],
    [['jobs', 'list', '--all=yes'], '--all takes no value'],
    [['jobs', 'list', '--status'], '--status needs a value: --status <text>'],
    [['jobs', 'list', '--status', '--all'], '--status needs a value'],
    [['jobs', 'list', '--limit', 'many'], '--limit must be a number'],
    [['jobs', 'list', '--limit', '1', '--limit', '2'], '--limit is given twice'],
    [['jobs', 'get'], "'firsthand jobs get' takes <id>"],
    [['jobs', 'wait'], "'firsthand jobs wait' takes <id>"],
    [['completion'], "'firsthand completion' takes <bash|zsh|fish>"],
    [['jobs', 'create', '--files-needed', '3'], 'needs --description, --accepted-formats'],
    [['jobs', 'create', '--metadata', 'novalue'], '--metadata must be key=value'],
    [['jobs', 'create', '--context.attachments', '[]'], '--context.attachments must be a JSON'],
    [['jobs', 'create', '--data', '{'], '--data is no JSON'],
    [['jobs', 'create', '--data', '[]'], '--data must be a JSON object'],
    [['jobs', 'create', '--data', '@/nowhere.json'], '--data: cannot read /nowhere.json'],
    [['organization', 'settings', 'update', '--unset', 'name'], 'this field cannot be cleared'],
    [['jobs', 'list', '--profile', '../x'], '--profile must have 1 to 64 letters'],
    [['jobs', 'list', '--profile', 'other'], "firsthand login --profile other'"],
  ])('of %j exits with 2 and says what to do', async (parameters, message) => {
    const { code, out, error } = await run(parameters);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(message);
  });

  test('is reported as JSON with --json', async () => {
    const { error } = await run(['jobs', 'get', '--json']);
    expect(JSON.parse(error)).toMatchObject({ type: 'usage_error' });
  });

  test('never ends in anything but an exit code and one message', async () => {
    const words = fc.constantFrom(
      'jobs',
      'list',
      'create',
      '--data',
      '--json',
      '-x',
      '--',
      '=',
      '--unset',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(words, fc.string()), { maxLength: 6 }),
        async (parameters) => {
          const { code, error } = await run(parameters);
          expect([0, 2, 3]).toContain(code);
          expect(code !== 0).toBe(error.trim().length > 0);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('secrets on the command line', () => {
  test.each([
    [['jobs', 'list', '--api-key', 'fh_live_sk_0123456789abcdef']],
    [['jobs', 'list', '--api-key=fh_live_sk_0123456789abcdef']],
    [['jobs', 'list', '--api-key', 'anything']],
    [['login', 'fh_test_sk_0123456789abcdef']],
    [['jobs', 'get', 'job_fh_test_sk_0123456789abcdef']],
    [['jobs', 'get', 'job_1', '--idempotency-key', 'whsec_0123456789abcdef']],
    [['jobs', 'list', '--base-url', 'https://fh_live_sk_0123456789abcdef@api.example']],
  ])('are refused and not repeated: %#', async (parameters) => {
    const server = await startRecordingServer();
    const { code, out, error } = await run(parameters, { ...KEY, FIRSTHAND_BASE_URL: server.url });
    expect(code).toBe(2);
    expect(error).toContain('FIRSTHAND_API_KEY');
    expect(out + error).not.toMatch(/0123456789|anything/);
    expect(server.requests).toEqual([]);
  });
});

describe('errors of the service', () => {
  const respond = (status: number, type: string, more: object = {}) =>
    startRecordingServer(() => ({
      status,
      headers: { 'x-should-retry': 'false', 'x-request-id': 'req_1' },
      body: { error: { type, message: 'Too few\u001b[31m credits', ...more } },
    }));

  test.each([
    [400, 'validation_error', 5],
    [401, 'authentication_error', 3],
    [402, 'insufficient_credits', 5],
    [403, 'authorization_error', 3],
    [404, 'not_found', 4],
    [409, 'conflict', 5],
    [429, 'rate_limit_exceeded', 6],
    [500, 'internal_error', 7],
    [503, 'service_unavailable', 7],
  ])('with status %i and type %s exit with %3$i', async (status, type, exitCode) => {
    const { url } = await respond(status, type);
    const { code, error } = await run(['jobs', 'get', 'job_1'], {
      ...KEY,
      FIRSTHAND_BASE_URL: url,
    });
    expect(code).toBe(exitCode);
    const key = status === 401 ? '  The key is that of FIRSTHAND_API_KEY\n' : '';
    expect(error).toBe(`Too few\\u001b[31m credits (${type}, ${status}, req_1)\n${key}`);
  });

  test.each([
    [['jobs', 'list'], 'default'],
    [['jobs', 'list', '--profile', 'staging'], 'staging'],
    [['whoami', '--profile', 'staging'], 'staging'],
  ])('name the profile of a key that the service does not know: %j', async (words, profile) => {
    const { url: base_url } = await respond(401, 'authentication_error');
    const stored = { api_key: 'fh_test_sk_EXAMPLE', base_url };
    const context = fakeContext();
    writeProfiles(context, { default: stored, staging: stored });
    expect(await main([...words], context)).toBe(3);
    expect(context.stderr.text).toContain(`The key is that of profile '${profile}'\n`);
    const other = Object.assign(fakeContext(), { home: context.home });
    await main([...words, '--json'], other);
    expect(JSON.parse(other.stderr.text)).toMatchObject({ key_source: `profile '${profile}'` });
  });

  test.each([
    [['jobs', 'list', '--base-url', 'localhost'], {}, '--base-url'],
    [['jobs', 'list'], { FIRSTHAND_BASE_URL: 'localhost' }, 'FIRSTHAND_BASE_URL'],
    [['login', '--base-url', 'localhost'], {}, '--base-url'],
  ])(
    'name what has the URL of the service that is none: %j',
    async (words, environment, source) => {
      const { code, error } = await run(words, { ...KEY, ...environment });
      expect(code).toBe(2);
      expect(error).toBe(
        `Invalid ${source}: pass an http(s) URL without credentials, query or fragment\n`,
      );
    },
  );

  test('name the flags of the fields that are wrong', async () => {
    const details = [
      { field: 'files_needed', message: 'must be a whole number' },
      { field: 'accepted_formats[1]', message: 'must be one of …' },
      { field: 'location.radius_km', message: 'is required' },
      { field: 'metadata.two words', message: 'must be a string' },
      { field: 'novelty', message: 'is not known' },
    ];
    const { url } = await respond(400, 'validation_error', { details });
    const { error } = await run(
      ['jobs', 'create', '--data', '{"description":1,"files_needed":1,"accepted_formats":[]}'],
      { ...KEY, FIRSTHAND_BASE_URL: url },
    );
    expect(error.split('\n')).toEqual([
      'The request is not valid (validation_error, 400, req_1)',
      '  --files-needed must be a whole number',
      '  --accepted-formats must be one of …',
      '  --location.radius-km is required',
      '  --metadata (metadata.two words) must be a string',
      '  novelty is not known',
      '',
    ]);
  });

  test('are JSON on standard error with --json', async () => {
    const { url } = await respond(404, 'not_found');
    const { out, error } = await run(['jobs', 'get', 'job_1', '--json'], {
      ...KEY,
      FIRSTHAND_BASE_URL: url,
    });
    expect(out).toBe('');
    expect(JSON.parse(error)).toMatchObject({ type: 'not_found', status: 404, requestId: 'req_1' });
  });

  test('that cannot be reached exit with 7', async () => {
    const { code } = await run(['jobs', 'list'], {
      ...KEY,
      FIRSTHAND_BASE_URL: 'http://127.0.0.1:1',
    });
    expect(code).toBe(7);
  });
});
