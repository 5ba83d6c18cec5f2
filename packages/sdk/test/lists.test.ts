import { type CallVector, type ErrorVector, readVectors } from '@firsthandapi/test-support/vectors';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { FirstHandClient, FirstHandConfigurationError } from '../src/index.ts';
import {
  clientOf,
  errorBody,
  reply,
  type ScriptedResponse,
  startServer,
  TEST_KEY,
} from './scripted-server.ts';
import { callOf, expectError } from './vectors.ts';

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

interface WalkVector extends CallVector {
  /** By the cursor that asks for them; the empty text for none. */
  readonly pages: Readonly<Record<string, object>>;
  readonly requests: readonly string[];
  /** How many items are wanted; all of them by default. */
  readonly take?: number;
  readonly items: readonly string[];
  readonly error?: ErrorVector;
}

const { cases: walks } = readVectors<{ cases: WalkVector[] }>('pagination');

describe('a list', () => {
  test('resolves a list to its first page', async () => {
    const server = await startServer(...threePages());
    const jobs = await clientOf(server).client.listJobs({ status: 'open', limit: 2 });
    expect(jobs).toEqual(page([1, 2], 'a'));
    expect(server.received.map(({ url }) => url)).toEqual(['/v1/jobs?status=open&limit=2']);
  });

  test.each(walks)('walks through pages as specified: $name', async (vector) => {
    const { pages, requests, take = Infinity, items, error } = vector;
    const server = await startServer((request, response) => {
      const { searchParams } = new URL(request.url, 'http://localhost');
      const body = pages[searchParams.get('cursor') ?? ''] ?? Object.values(pages)[0];
      reply(response, { body });
    });
    const found: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const { id } of callOf<AsyncIterable<{ id: string }>>(
        clientOf(server).client,
        vector,
      )) {
        found.push(id);
        if (found.length === take) break;
      }
    };
    const outcome = await walk().catch((reason: unknown) => reason);
    if (error) expectError(outcome, error);
    else expect(outcome).toBeUndefined();
    expect(found).toEqual(items);
    expect(server.received.map(({ url }) => url)).toEqual(requests);
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
