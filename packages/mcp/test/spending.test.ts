import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { type Service, startService } from './support/service.ts';
import { connect, JOB, JOB_CENTS, TRANSPORTS } from './support/session.ts';

const CONFIRMED = { ...JOB, confirm_cost_cents: JOB_CENTS };
/** What is read to find out what was spent. */
const SPENDING = '/v1/jobs?limit=100';

/** Asserts what the live jobs of the organization hold, and how many there are. */
async function expectSpent({ world }: Service, jobs: number, cents: number): Promise<void> {
  expect(await world.jobs()).toHaveLength(jobs);
  expect((await world.credits()).held_cents).toBe(cents);
}

describe.each(TRANSPORTS)('attempts to spend without consent over %s', (transport) => {
  async function live(maxSpendCents = 0) {
    const service = await startService();
    const options = { url: service.url, apiKey: service.world.liveKey, maxSpendCents };
    return { service, options, session: await connect(transport, options) };
  }

  test('creates nothing and says the cost when nothing is confirmed', async () => {
    const { service, session } = await live(1_000);
    const { data, text } = await session.call('create_job', JOB);
    expect(data).toMatchObject({ created: false, environment: 'live', cost_cents: JOB_CENTS });
    expect(text).toContain('confirm_cost_cents: 100');
    await expectSpent(service, 0, 0);
  });

  test.each([0, JOB_CENTS - 1, JOB_CENTS + 1, 999_999_999])(
    'creates nothing when %i cents are confirmed for a job of 100',
    async (confirm_cost_cents) => {
      const { service, session } = await live(1_000);
      const answer = await session.call('create_job', { ...JOB, confirm_cost_cents });
      expect(answer.isError).toBe(true);
      expect(answer.text).toContain('confirm_cost_cents');
      await expectSpent(service, 0, 0);
    },
  );

  test.each([['100'], [true], [[100]], [100.5], [-100], [null]])(
    'creates nothing when the confirmation is %j, which is not a number of cents',
    async (confirm_cost_cents) => {
      const { service, session } = await live(1_000);
      const answer = await session.call('create_job', { ...JOB, confirm_cost_cents });
      expect([answer.isError, answer.text]).toEqual([
        true,
        expect.stringContaining('confirm_cost_cents'),
      ]);
      await expectSpent(service, 0, 0);
    },
  );

  test('creates nothing when the job has grown since its cost was confirmed', async () => {
    const { service, session } = await live(1_000);
    await session.call('create_job', JOB);
    const answer = await session.call('create_job', { ...CONFIRMED, files_needed: 20 });
    expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('1000 cents')]);
    await expectSpent(service, 0, 0);
  });

  test('creates nothing without a budget, even with the exact cost', async () => {
    const { service, session } = await live();
    const answer = await session.call('create_job', CONFIRMED);
    expect([answer.isError, answer.text]).toEqual([
      true,
      expect.stringContaining('--max-spend-cents'),
    ]);
    await expectSpent(service, 0, 0);
  });

  test.each(['max_spend_cents', 'budget', 'maxSpendCents', 'environment', 'idempotency_key'])(
    'creates nothing when an argument %s is added to get around the budget',
    async (name) => {
      const { service, session } = await live();
      const answer = await session.call('create_job', { ...CONFIRMED, [name]: 1_000_000 });
      expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining(name)]);
      await expectSpent(service, 0, 0);
    },
  );

  test.each([
    ['of an object’s prototype', JSON.parse('{"__proto__":{"confirm_cost_cents":100}}')],
    ['of a constructor', { constructor: { prototype: { confirm_cost_cents: JOB_CENTS } } }],
    ['in other letters', { Confirm_Cost_Cents: JOB_CENTS }],
    ['within the metadata', { metadata: { confirm_cost_cents: `${JOB_CENTS}` } }],
    ['within the text for workers', { context_text: `confirm_cost_cents: ${JOB_CENTS}` }],
  ])('creates nothing when the confirmation is %s', async (_where, given) => {
    const { service, session } = await live(1_000);
    const answer = await session.call('create_job', Object.assign(Object.create(null), JOB, given));
    expect(answer.data.created ?? false).toBe(false);
    await expectSpent(service, 0, 0);
  });

  test('creates nothing when the confirmation is beside the arguments', async () => {
    const { service, session } = await live(1_000);
    const result = await session.client.callTool({
      name: 'create_job',
      arguments: JOB,
      _meta: { confirm_cost_cents: JOB_CENTS, maxSpendCents: 1_000 },
    });
    expect(result.structuredContent).toMatchObject({ created: false });
    await expectSpent(service, 0, 0);
  });

  test.each([
    ...['CREATE_JOB', 'create_job ', 'create_job\0', 'createJob', 'purchase_credits'],
    ...['__proto__', 'constructor', 'toString', ''],
  ])('calls nothing by the name %j', async (name) => {
    const { service, session } = await live(1_000);
    const before = service.requests.length;
    const answer = await session.call(name, CONFIRMED).catch(() => ({ isError: true }));
    expect(answer.isError).toBe(true);
    expect(service.requests.slice(before)).toEqual([]);
    await expectSpent(service, 0, 0);
  });

  test('creates nothing that costs more than the budget', async () => {
    const { service, session } = await live(JOB_CENTS - 1);
    expect((await session.call('create_job', CONFIRMED)).isError).toBe(true);
    await expectSpent(service, 0, 0);
  });

  test('counts a single cent as one', async () => {
    const { session } = await live(1);
    const answer = await session.call('create_job', CONFIRMED);
    expect(answer.text).toContain('the budget is 1 cent.');
  });

  test('stops at the budget over several jobs', async () => {
    const { service, session } = await live(250);
    for (const repeat of ['1', '2', '3', '4']) {
      await session.call('create_job', { ...CONFIRMED, repeat });
    }
    await expectSpent(service, 2, 200);
  });

  test('stops at the budget when jobs are created at the same moment', async () => {
    const { service, session } = await live(250);
    const attempts = Array.from({ length: 8 }, (_, index) =>
      session.call('create_job', { ...CONFIRMED, repeat: `${index}` }),
    );
    const answers = await Promise.all(attempts);
    expect(answers.filter(({ isError }) => !isError)).toHaveLength(2);
    await expectSpent(service, 2, 200);
  });

  test('remembers what was spent after a restart', async () => {
    const { service, options, session } = await live(150);
    expect((await session.call('create_job', CONFIRMED)).data.created).toBe(true);
    const again = await connect(transport, options);
    const answer = await again.call('create_job', { ...CONFIRMED, repeat: 'after the restart' });
    expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('100 are spent')]);
    await expectSpent(service, 1, JOB_CENTS);
  });

  test('takes back what another process spent the budget for at the same moment', async () => {
    let isHidden = false;
    const service = await startService((path, body) => {
      if (!isHidden || !path.startsWith('/v1/jobs?')) return body;
      isHidden = false;
      return { ...(body as object), data: [] };
    });
    const options = { url: service.url, apiKey: service.world.liveKey, maxSpendCents: 150 };
    const [one, other] = [await connect(transport, options), await connect(transport, options)];
    expect((await one.call('create_job', CONFIRMED)).data.created).toBe(true);
    const given = { ...CONFIRMED, repeat: 'elsewhere' };
    isHidden = true;
    const answer = await other.call('create_job', given);
    expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('was cancelled')]);
    await expectSpent(service, 2, JOB_CENTS);
    const again = await one.call('create_job', given);
    expect(again.data.job?.status ?? 'none').not.toBe('open');
    await expectSpent(service, 2, JOB_CENTS);
  });

  test.each([
    [23, 1],
    [25, 2],
  ])('counts what was spent %i hours ago as it should', async (hours, jobs) => {
    const createdAt = new Date(Date.now() - hours * 3_600_000).toISOString();
    const service = await startService((path, body) => {
      if (!path.startsWith('/v1/jobs?')) return body;
      const page = body as { data: object[] };
      return { ...page, data: page.data.map((job) => ({ ...job, created_at: createdAt })) };
    });
    const options = { url: service.url, apiKey: service.world.liveKey, maxSpendCents: 150 };
    const session = await connect(transport, options);
    await session.call('create_job', CONFIRMED);
    await session.call('create_job', { ...CONFIRMED, repeat: 'later' });
    await expectSpent(service, jobs, jobs * JOB_CENTS);
  });

  test('does not buy twice when a call is repeated, in any order of arguments, after a restart', async () => {
    const { service, options, session } = await live(JOB_CENTS);
    const first = await session.call('create_job', CONFIRMED);
    const again = await connect(transport, options);
    const reversed = Object.fromEntries(Object.entries(CONFIRMED).reverse());
    const second = await again.call('create_job', reversed);
    expect(second.data.job.id).toBe(first.data.job.id);
    expect([first.data.created, second.data.created]).toEqual([true, false]);
    await expectSpent(service, 1, JOB_CENTS);
  });

  test('takes back, when a call is repeated, what was spent beyond the budget by a process that was killed', async () => {
    let isOver = false;
    let reads = 0;
    const service = await startService((path, body) => {
      if (isOver || path !== SPENDING) return body;
      reads += 1;
      // Neither sees the job of the other, and both end while they wait for their second look.
      return reads % 2 === 1 ? { ...(body as object), data: [] } : new Promise(() => {});
    });
    const options = { url: service.url, apiKey: service.world.liveKey, maxSpendCents: 150 };
    const calls = [CONFIRMED, { ...CONFIRMED, repeat: 'elsewhere' }];
    for (const [index, given] of calls.entries()) {
      const session = await connect(transport, options);
      session.call('create_job', given).catch(() => {});
      await vi.waitUntil(() => reads === 2 * (index + 1), { timeout: 30_000 });
      await session.client.close();
    }
    isOver = true;
    await expectSpent(service, 2, 2 * JOB_CENTS);
    const again = await connect(transport, options);
    const answers = [];
    for (const given of calls) answers.push(await again.call('create_job', given));
    expect(answers.map(({ isError }) => isError)).toEqual([true, false]);
    expect(answers[0]?.text).toContain('was cancelled');
    await expectSpent(service, 2, JOB_CENTS);
  });

  test('leaves a job alone that fitted when it was created, whatever was spent since', async () => {
    const { service, options, session } = await live(150);
    const first = await session.call('create_job', CONFIRMED);
    await service.world.clock.advance('2m');
    const richer = await connect(transport, { ...options, maxSpendCents: 1_000 });
    await richer.call('create_job', { ...CONFIRMED, repeat: 'with more to spend' });
    const second = await session.call('create_job', CONFIRMED);
    expect(second.data.job).toMatchObject({ id: first.data.job.id, status: 'open' });
    await expectSpent(service, 2, 2 * JOB_CENTS);
  });

  test('loses nothing of the budget to a process that was killed before its job was created', async () => {
    let isKilled = false;
    const service = await startService((path, body) =>
      isKilled || path !== SPENDING ? body : new Promise(() => {}),
    );
    const options = { url: service.url, apiKey: service.world.liveKey, maxSpendCents: JOB_CENTS };
    const killed = await connect(transport, options);
    killed.call('create_job', { ...CONFIRMED, repeat: 'killed' }).catch(() => {});
    await vi.waitUntil(() => service.requests.includes(`GET ${SPENDING}`));
    await killed.client.close();
    isKilled = true;
    const session = await connect(transport, options);
    expect((await session.call('create_job', CONFIRMED)).data.created).toBe(true);
    await expectSpent(service, 1, JOB_CENTS);
  });

  test('counts what people may still make whose job was cancelled', async () => {
    const service = await startService((path, body) => {
      const job = body as { status?: string };
      const ended = (one: { status?: string }) =>
        one.status === 'cancelled' ? { ...one, files_pending: 2 } : one;
      if (!path.startsWith('/v1/jobs?')) return ended(job);
      const page = body as { data: object[] };
      return { ...page, data: page.data.map(ended) };
    });
    const options = { url: service.url, apiKey: service.world.liveKey, maxSpendCents: 150 };
    const session = await connect(transport, options);
    const { data } = await session.call('create_job', CONFIRMED);
    await session.call('cancel_job', { job_id: data.job.id });
    const answer = await session.call('create_job', { ...CONFIRMED, repeat: 'after the cancel' });
    expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining('100 are spent')]);
    expect(await service.world.jobs()).toHaveLength(1);
  });

  test.each([
    ['a text', JSON.stringify(CONFIRMED)],
    ['a list', [CONFIRMED]],
    ['nothing', undefined],
  ])('creates nothing when the arguments are %s', async (_what, given) => {
    const { service, session } = await live(1_000);
    const call = session.client.callTool({ name: 'create_job', arguments: given as never });
    const answer = await call.catch(() => ({ isError: true }));
    expect(answer.isError).toBe(true);
    await expectSpent(service, 0, 0);
  });

  test('asks again for each of several jobs, whatever was confirmed for the first', async () => {
    const { service, session } = await live(1_000);
    await session.call('create_job', CONFIRMED);
    for (const given of [
      { repeat: 'x' },
      { title: 'Confirmed before' },
      { description: 'Confirmed: 100 cents.' },
    ]) {
      const { data } = await session.call('create_job', { ...JOB, ...given });
      expect(data).toMatchObject({ created: false, cost_cents: JOB_CENTS });
    }
    await expectSpent(service, 1, JOB_CENTS);
  });

  test('does not let metadata pass a job off as one of an earlier call', async () => {
    const { service, session } = await live(1_000);
    const metadata = { mcp_call: createHash('sha256').digest('hex') };
    const answer = await session.call('create_job', { ...CONFIRMED, metadata });
    expect([answer.isError, answer.text]).toEqual([
      true,
      expect.stringContaining('metadata.mcp_call'),
    ]);
    await expectSpent(service, 0, 0);
  });

  test('does not take a key that is no test key for one', async () => {
    const { service, options } = await live();
    const padded = await connect(transport, { ...options, apiKey: options.apiKey.toUpperCase() });
    const answer = await padded.call('create_job', JOB).catch(() => ({ isError: true }));
    expect(answer.isError).toBe(true);
    await expectSpent(service, 0, 0);
  });

  test('has no tool that buys credits, creates keys or changes settings', async () => {
    const { session } = await live();
    const { tools } = await session.client.listTools();
    expect(tools.length).toBeLessThanOrEqual(12);
    expect(tools.map(({ name }) => name).join(' ')).not.toMatch(/purchase|credit|key|setting/);
  });
});

test('spends what the user confirmed, within the budget', async () => {
  const service = await startService();
  const options = { url: service.url, apiKey: service.world.liveKey, maxSpendCents: 500 };
  const session = await connect('stdio', options);
  expect((await session.call('create_job', CONFIRMED)).data).toMatchObject({
    created: true,
    cost_cents: JOB_CENTS,
    job: { files_needed: 2, price_per_file_cents: 50 },
  });
  await expectSpent(service, 1, JOB_CENTS);
});
