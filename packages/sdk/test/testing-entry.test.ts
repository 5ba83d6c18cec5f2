import { createHmac } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { readVectors, type SigningVector } from '@firsthandapi/test-support/vectors';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { FirstHandTimeoutError } from '../src/index.ts';
import { createMockClient, failWith, networkFailure, signTestWebhook } from '../src/testing.ts';
import { JOB_BODY } from './scripted-server.ts';

/** Deliveries signed with one secret, since the function signs with one. */
const signings = readVectors<{ cases: SigningVector[] }>('webhook-signing').cases.filter(
  ({ secrets }) => secrets.length === 1,
);

describe('createMockClient', () => {
  test('replies from memory and records the requests', async () => {
    const { client, calls } = createMockClient({ createJob: { id: 'job_1', status: 'open' } });
    const job = await client.createJob(JOB_BODY, { idempotencyKey: 'order-7' });
    expect(job).toEqual({ id: 'job_1', status: 'open' });
    expect(calls).toMatchObject([
      {
        operationId: 'createJob',
        method: 'POST',
        ids: [],
        body: JOB_BODY,
        headers: { 'idempotency-key': 'order-7' },
      },
    ]);
  });

  test('distinguishes literal paths from ids', async () => {
    const { client, calls } = createMockClient({
      getSubmission: ({ ids }) => ({ id: `${ids[0]}` }),
      getSubmissionSummary: { approval_rate: 0.5 },
    });
    expect(await client.getSubmission('sub_1')).toEqual({ id: 'sub_1' });
    expect(await client.getSubmissionSummary({ job_id: 'job_1' })).toEqual({ approval_rate: 0.5 });
    expect(calls[1]?.query).toEqual({ job_id: 'job_1' });
  });

  test('replies with the items of a list in turn, and repeats the last', async () => {
    const { client } = createMockClient({
      getJob: [{ status: 'open' }, ({ ids }) => ({ id: ids[0] as string, status: 'completed' })],
    });
    const statuses = [];
    for (let call = 0; call < 3; call++) statuses.push((await client.getJob('job_1')).status);
    expect(statuses).toEqual(['open', 'completed', 'completed']);
  });

  test('simulates faults, from which the client recovers without waiting', async () => {
    const busy = failWith(429, 'rate_limit_exceeded', { headers: { 'retry-after': '30' } });
    const { client, calls } = createMockClient({
      createJob: [networkFailure(), busy, { id: 'job_1' }],
    });
    const { data, attempts } = await client.createJob(JOB_BODY).withResponse();
    expect(data).toEqual({ id: 'job_1' });
    expect(attempts).toBe(3);
    expect(new Set(calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  test('replies with errors as complete as those of the service', async () => {
    const details = [{ field: 'files_needed', message: 'must be at least 1' }];
    const { client } = createMockClient({
      createJob: failWith(400, 'validation_error', { message: 'no', details }),
    });
    await expect(client.createJob(JOB_BODY)).rejects.toMatchObject({
      type: 'validation_error',
      message: 'no',
      details,
    });
  });

  test('names an operation that is not mocked', async () => {
    const { client, calls, reply } = createMockClient();
    await expect(client.cancelJob('job_1')).rejects.toThrow('no reply for cancelJob (POST');
    expect(calls).toHaveLength(1);
    reply('cancelJob', { status: 'cancelled' });
    await expect(client.cancelJob('job_1')).resolves.toEqual({ status: 'cancelled' });
    reply('deleteApiKey', undefined);
    await expect(client.deleteApiKey('key_1')).resolves.toBeUndefined();
  });

  test.each<[string, object, string]>([
    ['creatJob', { id: 'job_1' }, 'Unknown operation creatJob, did you mean createJob?'],
    ['get_job', {}, 'Unknown operation get_job, did you mean getJob?'],
    ['frobnicate', {}, 'Unknown operation frobnicate, expected: signup '],
    ['toString', {}, 'Unknown operation toString, expected: '],
    ['getJob', [], 'Invalid reply of getJob: pass at least one in the list'],
    [
      'getJob',
      new Error('x'),
      'pass an object with fields of its result, or failWith(…), not a value of type Error',
    ],
    ['getJob', new Response('{}'), 'not a value of type Response'],
    ['getJob', [{ id: 'job_1' }, new Map()], 'not a value of type Map'],
  ])('refuses the reply of %s at once: %j', (operationId, reply, message) => {
    const replies = { [operationId]: reply };
    expect(() => createMockClient(replies)).toThrow(message);
    const mock = createMockClient();
    expect(() => mock.reply(operationId as 'getJob', reply)).toThrow(message);
  });

  test.each([null, 'getJob', 5, [{ id: 'job_1' }], () => ({})])(
    'names the replies that it takes when given %o',
    (replies) => {
      expect(() => createMockClient(replies as never)).toThrow(
        "Invalid replies: pass an object by operation, such as { getJob: { id: 'job_1' } }",
      );
    },
  );

  test.each([undefined, null, 'open', Number.NaN, true])(
    'refuses %o as a result that the API never sends',
    async (result) => {
      const message = /Invalid reply of getJob: pass an object with fields of its result/;
      expect(() => createMockClient().reply('getJob', result as never)).toThrow(message);
      const { client, calls } = createMockClient({ getJob: () => result as never });
      const error = await client.getJob('job_1').catch((reason) => reason);
      expect(error).toMatchObject({ type: 'configuration_error', attempts: 1 });
      expect(error.message).toMatch(message);
      expect(calls).toHaveLength(1);
    },
  );

  test.each(['deleteApiKey', 'revokeApiKey', 'deleteWebhookEndpoint'] as const)(
    'takes undefined as the result of %s, which has none',
    async (operationId) => {
      const { client } = createMockClient({ [operationId]: undefined });
      await expect(client[operationId]('key_1')).resolves.toBeUndefined();
    },
  );

  test('counts undefined as no reply where the operation has a result', async () => {
    const { client } = createMockClient({ getJob: undefined }, { maxRetries: 0 });
    await expect(client.getJob('job_1')).rejects.toThrow('The mock has no reply for getJob');
  });

  test('sends a result that a promise brings', async () => {
    const { client } = createMockClient({ getJob: Promise.resolve({ id: 'job_1' }) as never });
    await expect(client.getJob('job_1')).resolves.toEqual({ id: 'job_1' });
  });

  test.each([99, 200, 304, 600, 400.5, Number.NaN])('refuses to fail with status %d', (status) => {
    expect(() => failWith(status, 'conflict')).toThrow(
      `Invalid status ${status}: pass an integer from 400 to 599`,
    );
  });

  test.each<[string, () => unknown, string]>([
    [
      'throws',
      () => {
        throw new TypeError('no fixture');
      },
      'The reply of getJob threw TypeError: no fixture (for a broken connection, return networkFailure())',
    ],
    ['rejects', async () => Promise.reject('no fixture'), 'The reply of getJob threw no fixture'],
    [
      'is circular',
      () => {
        const job: Record<string, unknown> = {};
        job.job = job;
        return job;
      },
      'The reply of getJob is no JSON: TypeError: Converting circular',
    ],
    ['has a bigint', () => ({ id: 1n }), 'The reply of getJob is no JSON: TypeError'],
  ])('ends the call at once when a reply %s', async (_, reply, message) => {
    const { client, calls } = createMockClient({ getJob: reply as () => object });
    const error = await client.getJob('job_1').catch((reason) => reason);
    expect(error).toMatchObject({ type: 'configuration_error', attempts: 1 });
    expect(error.message).toContain(message);
    expect(calls).toHaveLength(1);
  });

  test('lets a reply throw an error of the SDK', async () => {
    const thrown = new FirstHandTimeoutError('as a test wants it');
    const reply = () => {
      throw thrown;
    };
    const { client } = createMockClient({ getJob: reply }, { maxRetries: 0 });
    await expect(client.getJob('job_1')).rejects.toBe(thrown);
  });

  test('lets a wait for a job that stays open time out', async () => {
    const { client } = createMockClient({ getJob: { id: 'job_1', status: 'open' } });
    await expect(client.waitForJob('job_1', { timeout: 20 })).rejects.toMatchObject({
      type: 'timeout_error',
      message: 'Job job_1 was still open after 20 ms',
    });
  });

  test('ends a wait that no reply can end, and says which reply is missing', async () => {
    const { client } = createMockClient({ getJob: { id: 'job_1', status: 'open' } });
    const error = await client.waitForJob('job_1').catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandTimeoutError);
    expect(error.message).toContain('getJob: give it a list of replies');
  });

  test('lets timers run while it waits, and a signal end the wait', async () => {
    const { client } = createMockClient({ getJob: { id: 'job_1', status: 'open' } });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    const call = client.waitForJob('job_1', { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ type: 'abort_error' });
  });

  test('needs no timers of a test that replaced them', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { client } = createMockClient({
      getJob: [{ status: 'open' }, networkFailure(), { status: 'open' }, { status: 'completed' }],
    });
    await expect(client.waitForJob('job_1')).resolves.toMatchObject({ status: 'completed' });
  });

  test('serves downloads', async () => {
    const download_url = 'https://files.example/a';
    const file = {
      id: 'file_1',
      download_url,
      content_hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      download_url_expires_at: '2999-01-01T00:00:00Z',
    };
    const { client, calls } = createMockClient({
      refreshFileUrl: file,
      downloads: { [download_url]: 'abc' },
    });
    expect(new TextDecoder().decode(await client.downloadFile('file_1'))).toBe('abc');
    expect(calls.map(({ operationId }) => operationId)).toEqual(['refreshFileUrl', 'download']);
  });
});

describe('signTestWebhook', () => {
  const secret = 'whsec_example';

  test('signs a webhook as the service does', () => {
    const event = { id: 'evt_1', type: 'job.completed', data: { note: 'naïve 🦊' } };
    const { body, headers } = signTestWebhook({ event, secret, timestamp: 1_800_000_000 });
    const expected = createHmac('sha256', secret).update(`1800000000.${body}`).digest('hex');
    expect(headers).toEqual({
      'content-type': 'application/json',
      'x-firsthand-event-id': 'evt_1',
      'x-firsthand-signature': `t=1800000000,v1=${expected}`,
    });
  });

  test('signs at a Date of another realm, as under Jest', () => {
    const timestamp = runInNewContext('new Date(1_800_000_000_000)');
    const { headers } = signTestWebhook({ body: '{}', secret, timestamp });
    expect(headers['x-firsthand-signature']).toMatch(/^t=1800000000,/);
  });

  test.each(signings)('signs as specified: $name', ({ body, secrets, timestamp, header }) => {
    const [secret = ''] = secrets;
    const moment = new Date(timestamp * 1000);
    for (const when of [timestamp, moment]) {
      const { headers } = signTestWebhook({ body, secret, timestamp: when });
      expect(headers['x-firsthand-signature']).toBe(header);
    }
  });

  test('creates a Request for a handler', async () => {
    const request = signTestWebhook({ body: '{"a":1}', secret }).toRequest(
      'http://localhost/hooks',
    );
    expect(request.method).toBe('POST');
    expect(await request.json()).toEqual({ a: 1 });
  });

  test.each([
    [{ event: { id: 'evt_1', type: 'x' }, secret: ' ' }, 'secret'],
    [{ secret }, 'event'],
  ])('rejects %j', (input, part) => {
    expect(() => signTestWebhook(input)).toThrow(part);
  });
});
