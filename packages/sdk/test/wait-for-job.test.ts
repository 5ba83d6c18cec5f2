import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { FirstHandAbortError, FirstHandTimeoutError, type Job } from '../src/index.ts';
import {
  clientOf,
  errorBody,
  JOB_BODY,
  type ScriptedAnswer,
  startServer,
} from './scripted-server.ts';

const HELD = { 'preference-applied': 'wait=30' };
const job = (status: string, headers: Record<string, string> = {}): ScriptedAnswer => ({
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

  test('asks again at once when a long poll ended without news, and tells nothing', async () => {
    const server = await startServer(job('open'), job('open', HELD), job('cancelled', HELD));
    const { client, waits } = clientOf(server);
    const onUpdate = vi.fn<(job: Job) => void>();
    const finished = await client.waitForJob('job_1', { onUpdate });
    expect(finished.status).toBe('cancelled');
    expect(onUpdate).toHaveBeenCalledTimes(2);
    expect(waits).toEqual([]);
  });

  test('asks after growing pauses where the service does not hold requests', async () => {
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

  test.each([
    ['a status', 'in_progress' as const],
    ['a function', ({ status }: Job) => status === 'in_progress'],
  ])('ends at %s', async (_what, until) => {
    const server = await startServer(job('open'), job('in_progress', HELD));
    const { status } = await clientOf(server).client.waitForJob('job_1', { until });
    expect(status).toBe('in_progress');
  });

  test('ends with a finished job whatever was waited for', async () => {
    const server = await startServer(job('open'), job('cancelled', HELD));
    const { status } = await clientOf(server).client.waitForJob('job_1', { until: 'filled' });
    expect(status).toBe('cancelled');
  });

  test('gives up after its timeout and says where the job stood', async () => {
    const server = await startServer(job('filled'), () => {});
    const call = clientOf(server).client.waitForJob('job_1', { timeout: 60 });
    const error = await call.catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandTimeoutError);
    expect(error.message).toBe('job job_1 was filled after 60 ms');
  });

  test('is ended by a signal, and leaves nothing on it', async () => {
    const server = await startServer(job('open'), () => {});
    const controller = new AbortController();
    const call = clientOf(server).client.waitForJob('job_1', { signal: controller.signal });
    await vi.waitFor(() => expect(server.received).toHaveLength(2));
    controller.abort();
    await expect(call).rejects.toBeInstanceOf(FirstHandAbortError);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('fails with what getJob fails with, after its retries', async () => {
    const server = await startServer(
      job('open'),
      { status: 500 },
      { status: 404, body: errorBody('not_found') },
    );
    const call = clientOf(server).client.waitForJob('job_1');
    await expect(call).rejects.toMatchObject({ type: 'not_found', operationId: 'getJob' });
  });

  test('fails with what onUpdate throws', async () => {
    const server = await startServer(job('open'));
    const onUpdate = (): never => {
      throw new RangeError('a fault of the caller');
    };
    await expect(clientOf(server).client.waitForJob('job_1', { onUpdate })).rejects.toThrow(
      RangeError,
    );
  });
});

describe('createJobAndWait', () => {
  test('creates once, then waits', async () => {
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
