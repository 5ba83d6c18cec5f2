import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { FirstHandClient, FirstHandConfigurationError, FirstHandParseError } from '../src/index.ts';
import {
  clientOf,
  errorBody,
  type ScriptedResponse,
  startServer,
  TEST_KEY,
} from './scripted-server.ts';

const page = (ids: readonly number[], next: string | null) => ({
  object: 'list',
  data: ids.map((id) => ({ id: `job_${id}` })),
  has_more: next !== null,
  next_cursor: next,
});
const threePages = (): ScriptedResponse[] => [
  { body: page([1, 2], 'a') },
  { body: page([3], 'b') },
  { body: page([4, 5], null) },
];

describe('a list', () => {
  test('resolves a list to its first page', async () => {
    const server = await startServer(...threePages());
    const jobs = await clientOf(server).client.listJobs({ status: 'open', limit: 2 });
    expect(jobs).toEqual(page([1, 2], 'a'));
    expect(server.received.map(({ url }) => url)).toEqual(['/v1/jobs?status=open&limit=2']);
  });

  test('iterates over every item of every page, requesting the first page once', async () => {
    const server = await startServer(...threePages());
    const ids: string[] = [];
    for await (const job of clientOf(server).client.listJobs({ type: 'feedback' }))
      ids.push(job.id);
    expect(ids).toEqual(['job_1', 'job_2', 'job_3', 'job_4', 'job_5']);
    expect(server.received.map(({ url }) => url)).toEqual([
      '/v1/jobs?type=feedback',
      '/v1/jobs?type=feedback&cursor=a',
      '/v1/jobs?type=feedback&cursor=b',
    ]);
  });

  test.each([
    { body: { ok: true } },
    { body: { data: null, has_more: false } },
    { body: { data: { 0: 'a' }, has_more: false } },
    { body: [] },
    { body: 'null' },
  ])('refuses $body, which is not a page of a list, first or later', async ({ body }) => {
    const error = await clientOf(await startServer({ body }))
      .client.listJobs()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FirstHandParseError);
    expect(error).toMatchObject({
      operationId: 'listJobs',
      message: 'The response is application/json, not API JSON: check baseUrl and proxies',
    });
    const server = await startServer({ body: page([1], 'a') }, { body });
    await expect(clientOf(server).client.listJobs().toArray({ limit: 9 })).rejects.toThrow(
      FirstHandParseError,
    );
  });

  test('continues from the cursor of the caller', async () => {
    const server = await startServer({ body: page([3], 'b') }, { body: page([], null) });
    const call = clientOf(server).client.getJobFiles('job_1', { cursor: 'a' });
    await call.toArray({ limit: 9 });
    expect(server.received.map(({ url }) => url)).toEqual([
      '/v1/jobs/job_1/files?cursor=a',
      '/v1/jobs/job_1/files?cursor=b',
    ]);
  });

  test('iterates over every item from an awaited list too, which is still plain data', async () => {
    const server = await startServer(...threePages());
    const list = await clientOf(server).client.listJobs();
    const ids: string[] = [];
    for await (const job of list) ids.push(job.id);
    expect(ids).toEqual(['job_1', 'job_2', 'job_3', 'job_4', 'job_5']);
    expect(server.received).toHaveLength(3);
    expect(list).toStrictEqual(page([1, 2], 'a'));
    expect(JSON.parse(JSON.stringify(list))).toEqual(page([1, 2], 'a'));
    expect({ ...list }).toEqual(page([1, 2], 'a'));
  });

  test('fails only when it is used, not when it is left alone', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    onTestFinished(() => void process.off('unhandledRejection', unhandled));
    const server = await startServer({ status: 403, body: errorBody('authorization_error') });
    const list = clientOf(server).client.listJobs();
    await server.arrivalOf(1);
    await expect(list.safe()).resolves.toMatchObject({ ok: false });
    const again = clientOf(server).client.listJobs();
    await server.arrivalOf(2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(again).rejects.toMatchObject({ type: 'authorization_error' });
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('fetches the next page only when it is needed', async () => {
    const server = await startServer(...threePages());
    for await (const job of clientOf(server).client.listJobs()) if (job.id === 'job_2') break;
    expect(server.received).toHaveLength(1);
  });

  test('iterates over pages', async () => {
    const server = await startServer(...threePages());
    const sizes: number[] = [];
    for await (const { data } of clientOf(server).client.listJobs().pages())
      sizes.push(data.length);
    expect(sizes).toEqual([2, 1, 2]);
  });

  test('stops when a cursor is returned twice', async () => {
    const server = await startServer({ body: page([1], 'a') });
    const call = clientOf(server).client.listJobs().toArray({ limit: 1_000 });
    await expect(call).rejects.toBeInstanceOf(FirstHandParseError);
    await expect(call).rejects.toThrow('Cursor a was returned twice');
    expect(server.received).toHaveLength(2);
  });

  test('fails with the error of any page', async () => {
    const server = await startServer(
      { body: page([1], 'a') },
      { status: 403, body: errorBody('authorization_error') },
    );
    const call = clientOf(server).client.listJobs().toArray({ limit: 9 });
    await expect(call).rejects.toMatchObject({
      type: 'authorization_error',
      operationId: 'listJobs',
    });
  });

  test.each([undefined, {}, { limit: 0 }, { limit: Number.NaN }, { limit: '5' }])(
    'refuses to collect an array with %j',
    async (options) => {
      const server = await startServer(...threePages());
      const call = clientOf(server).client.listJobs();
      const failed = call.toArray(options as { limit: number });
      await expect(failed).rejects.toBeInstanceOf(FirstHandConfigurationError);
      await expect(failed).rejects.toThrow('limit');
    },
  );

  test('collects the first items into an array, in order, for any page sizes', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 40 }), async (pageSizes, limit) => {
        let next = 0;
        const pages = pageSizes.map((size, index) =>
          page(
            Array.from({ length: size }, () => next++),
            index + 1 < pageSizes.length ? `c${index + 1}` : null,
          ),
        );
        const client = new FirstHandClient({
          apiKey: TEST_KEY,
          fetch: async (url) => {
            const cursor = new URL(url).searchParams.get('cursor') ?? 'c0';
            return new Response(JSON.stringify(pages[Number(cursor.slice(1))]));
          },
        });
        const items = await client.listJobs().toArray({ limit });
        const expected = Array.from({ length: Math.min(limit, next) }, (_, id) => `job_${id}`);
        expect(items.map(({ id }) => id)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
