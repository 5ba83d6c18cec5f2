import { describe, expect, test } from 'vitest';
import { main } from '../program/main.ts';
import { type FakeContext, fakeContext } from '../testing/fake-context.ts';
import { type Response, startRecordingServer } from '../testing/recording-server.ts';

const page = (ids: readonly string[], next: string | null): Response => ({
  body: {
    object: 'list',
    data: ids.map((id) => ({ object: 'job', id, status: 'open', total_cost_cents: 250 })),
    has_more: next !== null,
    next_cursor: next,
  },
});

async function contextFor(
  respond: (request: { url: string; method: string }) => Response,
): Promise<FakeContext> {
  const { url } = await startRecordingServer(respond);
  return fakeContext({ FIRSTHAND_API_KEY: 'fh_test_sk_EXAMPLE', FIRSTHAND_BASE_URL: url });
}

const twoPages = ({ url }: { url: string }) =>
  url.includes('cursor=second') ? page(['job_3'], null) : page(['job_1', 'job_2'], 'second');

/** A title, a colour by one character, and a reversed direction of writing. */
const HOSTILE = '\u001b]0;x\u0007\u009b31m\u202e';

test.each([
  [['jobs', 'list']],
  [['jobs', 'wait', 'job_1']],
  [
    'create --type data_collection --description cup --files-needed 1 --accepted-formats image/png'
      .split(' ')
      .concat('--wait'),
  ].map((rest) => ['jobs', ...rest]),
  [['trigger', 'job.completed']],
  [['whoami']],
  [['doctor']],
])('lets no text of the service control the terminal in %j', async (parameters) => {
  const item = { id: HOSTILE, status: HOSTILE, type: HOSTILE, name: HOSTILE, tier: HOSTILE };
  const context = await contextFor(({ url, method }) => {
    const isEvents = url.includes('/webhook_events');
    const isJob = url.includes('/jobs/') && method === 'GET';
    return {
      // Latin-1, as headers are: the one character that begins a command of a terminal.
      headers: { sunset: '\u009b31m', 'x-request-id': 'req_1' },
      body: {
        ...item,
        ...(isJob && { status: 'completed', files_approved: HOSTILE, files_needed: HOSTILE }),
        data: [{ ...item, ...(isEvents && { type: 'job.completed' }), data: { id: HOSTILE } }],
        has_more: true,
        next_cursor: HOSTILE,
      },
    };
  });
  context.stderr.isTerminal = true;
  await main(parameters, context);
  const shown = context.stdout.text + context.stderr.text;
  // What the progress bar itself sends.
  expect(shown.replaceAll('\r\u001b[2K', '')).not.toMatch(/[^\P{Cc}\n\t]|\u202e/u);
  expect(shown).not.toBe('');
});

describe('a list', () => {
  test('is a table of its first page, and says how to go on', async () => {
    const context = await contextFor(twoPages);
    context.stdout.isTerminal = true;
    expect(await main(['jobs', 'list'], context)).toBe(0);
    expect(context.stdout.text).toBe(
      'ID     STATUS  TOTAL_COST_CENTS\njob_1  open    $2.50\njob_2  open    $2.50\n',
    );
    expect(context.stderr.text).toBe('There are more: --all, or --cursor second\n');
  });

  test('is one object per line with --json, over all pages with --all', async () => {
    const context = await contextFor(twoPages);
    await main(['jobs', 'list', '--json', '--all'], context);
    const items = context.stdout.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(items.map(({ id }) => id)).toEqual(['job_1', 'job_2', 'job_3']);
    expect(items[0].total_cost_cents).toBe(250);
    expect(context.stderr.text).toBe('');
  });

  test('without items prints nothing to a program', async () => {
    const context = await contextFor(() => page([], null));
    await main(['jobs', 'list'], context);
    expect([context.stdout.text, context.stderr.text]).toEqual(['', 'There are none.\n']);
  });
});

test.each([
  ['jobs', 'list'],
  ['jobs', 'list', '--json', '--all'],
  ['jobs', 'download', 'job_1', '--to', '{folder}'],
  ['logs', 'tail'],
  ['listen'],
])(
  'says that the service is another one when a list of it has null: firsthand %s %s',
  async (...words) => {
    const context = await contextFor(({ url }) => ({
      body: url.endsWith('/v1/jobs/job_1') ? { id: 'job_1' } : { data: [null], has_more: false },
    }));
    const parameters = words.map((word) => word.replace('{folder}', context.home));
    expect(await main(parameters, context)).toBe(7);
    expect(context.stdout.text).toBe('');
    expect(context.stderr.text).toContain(
      'The response does not match its schema: data.0: is no object',
    );
  },
);

test.each([[], ['--json']])('names no option of the client in an error: %j', async (...format) => {
  const context = await contextFor(() => ({ body: [] }));
  expect(await main(['jobs', 'list', ...format], context)).toBe(7);
  expect(context.stderr.text).toContain('check the base URL and proxies');
});

describe('an object', () => {
  const job = {
    object: 'job',
    id: 'job_1',
    title: 'A\u001b]0;evil\u0007 title\r\nsecond line \u202eright to left',
    location: { lat: 1.5 },
    accepted_formats: ['image/png', 'image/jpeg'],
    deadline: null,
  };

  test('is a line per field, with nothing that a terminal would obey', async () => {
    const context = await contextFor(() => ({ body: job }));
    context.stdout.isTerminal = true;
    await main(['jobs', 'get', 'job_1'], context);
    expect(context.stdout.text.split('\n')).toEqual([
      'FIELD             VALUE',
      'id                job_1',
      'title             A\\u001b]0;evil\\u0007 title second line \\u202eright to left',
      'location.lat      1.5',
      'accepted_formats  image/png, image/jpeg',
      'deadline          –',
      '',
    ]);
  });

  test('is the same JSON as the service sent with --json, and safe to a terminal', async () => {
    const context = await contextFor(() => ({ body: { ...job, more: '\u009b31m\u007f' } }));
    await main(['--json', 'jobs', 'get', 'job_1'], context);
    expect(JSON.parse(context.stdout.text)).toEqual({ ...job, more: '\u009b31m\u007f' });
    expect(context.stdout.text.trimEnd()).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test('that is none says so to a person', async () => {
    const context = await contextFor(() => ({ status: 204 }));
    expect(await main(['api-keys', 'revoke', 'key_1'], context)).toBe(0);
    expect([context.stdout.text, context.stderr.text]).toEqual(['', 'Done.\n']);
  });
});

describe('an interrupted command', () => {
  test('exits with 130', async () => {
    const context = await contextFor(() => ({ body: {} }));
    context.interrupt();
    expect(await main(['jobs', 'get', 'job_1'], context)).toBe(130);
    expect(context.stderr.text).toBe('Interrupted.\n');
  });
});
