import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id);

describe('a list', () => {
  it('returns pages newest first, without gap or overlap', async () => {
    const created: string[] = [];
    for (let count = 0; count < 5; count += 1)
      created.push((await world.createJob(account.test)).id);
    const first = await world.get('/v1/jobs?limit=2', account.test);
    const second = await world.get(
      `/v1/jobs?limit=2&cursor=${first.body.next_cursor}`,
      account.test,
    );
    const third = await world.get(
      `/v1/jobs?limit=2&cursor=${second.body.next_cursor}`,
      account.test,
    );
    expect([first, second, third].map(({ body }) => body.has_more)).toEqual([true, true, false]);
    expect(third.body.next_cursor).toBeNull();
    const seen = [first, second, third].flatMap(({ body }) => idsOf(body));
    expect(seen).toEqual(created.toReversed());
  });

  it('returns 20 items a page by default', async () => {
    for (let count = 0; count < 21; count += 1) await world.createJob(account.test);
    const { body } = await world.get('/v1/jobs', account.test);
    expect([body.object, body.data.length, body.has_more]).toEqual(['list', 20, true]);
  });

  it('returns an empty list without a next page when there is nothing', async () => {
    const { body } = await world.get('/v1/jobs', account.test);
    expect(body).toEqual({ object: 'list', data: [], has_more: false, next_cursor: null });
  });

  it('keeps the filter from page to page', async () => {
    for (const type of ['feedback', 'data_collection', 'feedback', 'feedback']) {
      await world.createJob(account.test, { type });
    }
    const query = '/v1/jobs?type=feedback&limit=2';
    const first = await world.get(query, account.test);
    const rest = await world.get(`${query}&cursor=${first.body.next_cursor}`, account.test);
    const types = [...first.body.data, ...rest.body.data].map(({ type }) => type);
    expect(types).toEqual(['feedback', 'feedback', 'feedback']);
  });

  it('keeps the list of the first page while jobs are added, however it is paged', async () => {
    const scenario = fc.record({
      before: fc.nat({ max: 8 }),
      limit: fc.integer({ min: 1, max: 4 }),
      addedPerPage: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ before, limit, addedPerPage }) => {
        const world = new TestEngine();
        const account = await world.openOrganization();
        const created: string[] = [];
        const add = async (count: number) => {
          for (let made = 0; made < count; made += 1) {
            created.push((await world.createJob(account.test)).id);
          }
        };
        await add(before);
        const expected = created.toReversed();
        const seen: string[] = [];
        let cursor = '';
        for (let page = 0; ; page += 1) {
          const { body } = await world.get(`/v1/jobs?limit=${limit}${cursor}`, account.test);
          seen.push(...idsOf(body));
          if (!body.has_more) break;
          cursor = `&cursor=${body.next_cursor}`;
          await add(addedPerPage[page % addedPerPage.length] ?? 0);
        }
        expect(seen).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a cursor', () => {
  it.each([
    'x',
    'bm90LWEtY3Vyc29y',
    '%00',
    '../../etc',
    btoa('job_01KM59A1BW2E5CYE53KSBGENQG.0000000000000000'),
  ])('returns 400 for a forged cursor (%s)', async (cursor) => {
    const query = `/v1/jobs?cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await world.get(query, account.test);
    expect([status, body.error.details[0].field]).toEqual([400, 'cursor']);
  });

  it('returns 400 for a cursor of another list, organization or environment', async () => {
    const stranger = await world.openOrganization();
    for (let count = 0; count < 2; count += 1) await world.createJob(account.test);
    const cursor = (await world.get('/v1/jobs?limit=1', account.test)).body.next_cursor;
    const reads = [
      world.get(`/v1/audit-events?cursor=${cursor}`, account.test),
      world.get(`/v1/jobs?cursor=${cursor}`, stranger.test),
      world.get(`/v1/jobs?cursor=${cursor}`, account.live),
    ];
    for (const { status } of await Promise.all(reads)) expect(status).toBe(400);
    expect((await world.get(`/v1/jobs?cursor=${cursor}`, account.test)).status).toBe(200);
  });
});
