import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { UnavailableError } from '../errors/port-errors.ts';
import type { RequestDeadline } from '../http/deadline.ts';
import { headerReader } from '../http/messages.ts';
import type { Store, Tables } from '../store/store.ts';
import { JOB, TestEngine } from '../testing/test-engine.ts';

/** A deadline that passes when the test says so. */
function createDeadline() {
  const late = new AbortController();
  const calls: string[] = [];
  const deadline: RequestDeadline = {
    get aborted() {
      return late.signal.aborted;
    },
    signal: late.signal,
    onOver(listener) {
      late.signal.addEventListener('abort', listener);
      return () => late.signal.removeEventListener('abort', listener);
    },
    suspend: () => calls.push('suspend'),
    resume: () => calls.push('resume'),
  };
  return { deadline, calls, pass: () => late.abort() };
}

/** A request as a host passes it. */
async function request(
  method: string,
  path: string,
  {
    key,
    idempotencyKey = 'k1',
    body,
    ...more
  }: {
    readonly key: string;
    readonly idempotencyKey?: string;
    readonly body?: unknown;
    readonly deadline?: RequestDeadline;
    readonly prefer?: string;
  },
  engine: Pick<ReturnType<typeof createEngine>, 'handle'>,
  view?: Store,
) {
  const response = await engine.handle(
    {
      method,
      url: `http://localhost${path}`,
      headers: headerReader({
        authorization: `Bearer ${key}`,
        'idempotency-key': idempotencyKey,
        'content-type': 'application/json',
        prefer: more.prefer,
      }),
      body: body === undefined ? null : JSON.stringify(body),
      deadline: more.deadline,
    },
    view,
  );
  return { ...response, json: JSON.parse(String(response.body)) };
}

/** The store of a world, whose transactions wait at one point until the test releases them. */
function stallingStore(store: Store, at: 'before commit' | 'after commit') {
  let release = () => {};
  let reached = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const stalled = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const stall = () => {
    reached();
    return released;
  };
  const view: Store = {
    read: (work) => store.read(work),
    async transact<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
      const result = await store.transact(async (tables) => {
        const value = await work(tables);
        if (at === 'before commit') {
          await stall();
          throw new UnavailableError('Too late');
        }
        return value;
      });
      if (at === 'after commit') await stall();
      return result;
    },
    countRequest: (...counted) => store.countRequest(...counted),
    recordUsage: (record) => store.recordUsage(record),
    recordKeyUse: async () => {},
    scrub: () => store.scrub(),
    nextDue: (...queue) => store.nextDue(...queue),
    watch: (...watched) => store.watch(...watched),
  };
  return { view, stalled, release };
}

describe('a request whose deadline passes', () => {
  it('is answered with a 503 at once, and leaves nothing half done', async () => {
    const world = new TestEngine();
    const { test } = await world.openOrganization();
    const { view, stalled, release } = stallingStore(world.ports.store, 'before commit');
    const { deadline, pass } = createDeadline();
    const answer = request(
      'POST',
      '/v1/jobs',
      { key: test, body: JOB, deadline },
      world.engine,
      view,
    );
    await stalled;
    pass();
    const { status, headers, json } = await answer;
    expect([status, headers['Retry-After'], json.error.type]).toEqual([
      503,
      '1',
      'service_unavailable',
    ]);
    release();
    const retry = await request('POST', '/v1/jobs', { key: test, body: JOB }, world.engine);
    expect([retry.status, retry.headers['Idempotent-Replayed']]).toEqual([201, undefined]);
    expect((await world.get('/v1/jobs', test)).body.data).toHaveLength(1);
  });

  it('is told the truth by its Idempotency-Key when the commit was under way', async () => {
    const world = new TestEngine();
    const { test } = await world.openOrganization();
    const { view, stalled, release } = stallingStore(world.ports.store, 'after commit');
    const { deadline, pass } = createDeadline();
    const answer = request(
      'POST',
      '/v1/jobs',
      { key: test, body: JOB, deadline },
      world.engine,
      view,
    );
    await stalled;
    pass();
    expect((await answer).status).toBe(503);
    release();
    const retry = await request('POST', '/v1/jobs', { key: test, body: JOB }, world.engine);
    expect([retry.status, retry.headers['Idempotent-Replayed']]).toEqual([201, 'true']);
    expect((await world.get('/v1/jobs', test)).body.data).toHaveLength(1);
  });

  it('is recorded with the status that its client got', async () => {
    const world = new TestEngine();
    const { test } = await world.openOrganization();
    const logged: number[] = [];
    const engine = createEngine(world.ports, { onRequest: ({ status }) => logged.push(status) });
    const { deadline, pass } = createDeadline();
    pass();
    expect((await request('GET', '/v1/jobs', { key: test, deadline }, engine)).status).toBe(503);
    expect(logged).toEqual([503]);
  });

  it('does not count the time of a long poll', async () => {
    const world = new TestEngine();
    const { test } = await world.openOrganization();
    const job = await world.createJob(test);
    const { deadline, calls } = createDeadline();
    const polled = request(
      'GET',
      `/v1/jobs/${job.id}`,
      { key: test, deadline, prefer: 'wait=10' },
      world.engine,
    );
    await world.passTime(10_000);
    expect((await polled).status).toBe(200);
    expect(calls).toEqual(['suspend', 'resume']);
  });

  it('tells the payment provider to stop waiting', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const world = new TestEngine();
    const { live } = await world.openOrganization();
    const payments = {
      ...world.ports.payments,
      createCheckout: (_: unknown, signal?: AbortSignal) => {
        signals.push(signal);
        return new Promise<never>(() => {});
      },
    };
    const engine = createEngine({ ...world.ports, payments });
    const { deadline, pass } = createDeadline();
    const body = { amount_cents: 1_000 };
    const answer = request(
      'POST',
      '/v1/billing/credits/purchase',
      { key: live, body, deadline },
      engine,
    );
    while (signals.length === 0) await new Promise((resolve) => setImmediate(resolve));
    pass();
    expect((await answer).status).toBe(503);
    expect(signals).toEqual([deadline.signal]);
  });
});
