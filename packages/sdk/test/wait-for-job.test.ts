import { getEventListeners } from 'node:events';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  FirstHandAbortError,
  FirstHandClient,
  FirstHandTimeoutError,
  type Job,
} from '../src/index.ts';
import {
  clientOf,
  errorBody,
  JOB_BODY,
  type ScriptedResponse,
  startServer,
  TEST_KEY,
} from './scripted-server.ts';

const HELD = { 'preference-applied': 'wait=30' };
const job = (status: string, headers: Record<string, string> = {}): ScriptedResponse => ({
  headers,
  body: { id: 'job_1', status, updated_at: `2026-03-18T00:00:00Z ${status}` },
});

describe('waitForJob', () => {
  test('follows a job by long poll until it is completed', async () => {
    const server = await startServer(
      job('open'),
      job('filled', HELD),
      job('in_progress', HELD),
      job('completed', HELD),
    );
    const { client, waits } = clientOf(server);
    const seen: string[] = [];
    const finished = await client.waitForJob('job_1', {
      onUpdate: ({ status }) => seen.push(status),
    });
    expect(finished.status).toBe('completed');
    expect(seen).toEqual(['open', 'filled', 'in_progress', 'completed']);
    const preferences = server.received.map(({ headers }) => headers.prefer);
    expect(preferences).toEqual([undefined, 'wait=30', 'wait=30', 'wait=30']);
    expect(waits).toEqual([]);
  });

  test('polls again immediately when a long poll ends without a change, without calling onUpdate', async () => {
    const server = await startServer(job('open'), job('open', HELD), job('cancelled', HELD));
    const { client, waits } = clientOf(server);
    const onUpdate = vi.fn<(job: Job) => void>();
    const finished = await client.waitForJob('job_1', { onUpdate });
    expect(finished.status).toBe('cancelled');
    expect(onUpdate).toHaveBeenCalledTimes(2);
    expect(waits).toEqual([]);
  });

  test('polls with growing pauses when the service does not hold requests', async () => {
    const server = await startServer(
      ...Array.from({ length: 12 }, () => job('open')),
      job('completed'),
    );
    const { client, waits } = clientOf(server);
    await client.waitForJob('job_1');
    expect(waits).toHaveLength(11);
    for (const [index, wait] of waits.entries()) {
      const pause = Math.min(15_000, 1_000 * 1.5 ** index);
      expect(wait).toBeGreaterThanOrEqual(pause / 2);
      expect(wait).toBeLessThanOrEqual(pause);
    }
  });

  test('pauses after every hundredth request of a service that says that it held them all', async () => {
    let requests = 0;
    const requestsAtPause: number[] = [];
    const client = new FirstHandClient({
      apiKey: TEST_KEY,
      fetch: async () => {
        requests++;
        return Response.json({ id: 'job_1', status: 'open' }, { headers: HELD });
      },
      sleep: async () => {
        requestsAtPause.push(requests);
        if (requestsAtPause.length === 3) throw new RangeError('the test has seen enough');
      },
    });
    await expect(client.waitForJob('job_1')).rejects.toThrow('the test has seen enough');
    expect(requestsAtPause).toEqual([100, 200, 300]);
  });

  test.each([
    ['a status', 'in_progress' as const],
    ['a function', ({ status }: Job) => status === 'in_progress'],
  ])('stops waiting at %s', async (_what, until) => {
    const server = await startServer(job('open'), job('in_progress', HELD));
    const { status } = await clientOf(server).client.waitForJob('job_1', { until });
    expect(status).toBe('in_progress');
  });

  test('stops waiting at a finished job, whatever until says', async () => {
    const server = await startServer(job('open'), job('cancelled', HELD));
    const { status } = await clientOf(server).client.waitForJob('job_1', { until: 'filled' });
    expect(status).toBe('cancelled');
  });

  test('times out and reports the last status of the job', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const fetch = vi
      .fn<() => Promise<Response>>(() => new Promise(() => {}))
      .mockImplementationOnce(async () => Response.json({ id: 'job_1', status: 'filled' }));
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch });
    const call = client.waitForJob('job_1', { timeout: 60 }).catch((reason) => reason);
    await vi.advanceTimersByTimeAsync(60);
    const error = await call;
    expect(error).toBeInstanceOf(FirstHandTimeoutError);
    expect(error.message).toBe('Job job_1 was still filled after 60 ms');
  });

  test('stops waiting when its signal is aborted, and leaves no listener', async () => {
    const server = await startServer(job('open'), () => {});
    const controller = new AbortController();
    const call = clientOf(server).client.waitForJob('job_1', { signal: controller.signal });
    await server.arrivalOf(2);
    controller.abort();
    await expect(call).rejects.toBeInstanceOf(FirstHandAbortError);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('fails with the error of getJob, after its retries', async () => {
    const server = await startServer(
      job('open'),
      { status: 500 },
      { status: 404, body: errorBody('not_found') },
    );
    const call = clientOf(server).client.waitForJob('job_1');
    await expect(call).rejects.toMatchObject({ type: 'not_found', operationId: 'getJob' });
  });

  test.each([
    [
      'throws',
      () => {
        throw new RangeError('a fault of the caller');
      },
    ],
    ['rejects', async () => Promise.reject(new RangeError('a fault of the caller'))],
  ])('reports an onUpdate that %s to the logger and keeps waiting', async (_how, onUpdate) => {
    const server = await startServer(job('open'), job('completed', HELD));
    const error = vi.fn();
    const { client } = clientOf(server, { logger: { ...console, error } });
    const { status } = await client.waitForJob('job_1', { onUpdate });
    expect(status).toBe('completed');
    await vi.waitFor(() => expect(error).toHaveBeenCalledTimes(2), { timeout: 30_000 });
    expect(error.mock.calls[0]?.[0]).toContain(
      'onUpdate failed: RangeError: a fault of the caller',
    );
  });
});

describe('createJobAndWait', () => {
  test('creates the job once, then waits for it', async () => {
    const server = await startServer(job('open'), job('open'), job('completed', HELD));
    const { client } = clientOf(server);
    const done = await client.createJobAndWait(JOB_BODY, {
      idempotencyKey: 'order-7',
      timeout: 5_000,
    });
    expect(done.status).toBe('completed');
    expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v1/jobs',
      'GET /v1/jobs/job_1',
      'GET /v1/jobs/job_1',
    ]);
    expect(server.received[0]?.headers['idempotency-key']).toBe('order-7');
  });
});
