import { randomUUID } from 'node:crypto';
import { type OperationId, operations } from '@firsthandapi/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import { type Attacker, createAttacker } from './proof/fuzz/attacker.ts';
import { createObjectOwner, nounOf, type ObjectOwner } from './support/object-owner.ts';
import { callServer, liftAllLimits, startTestServer } from './support/test-server.ts';

const operationIds = Object.keys(operations) as OperationId[];
const onOneObject = operationIds.filter((id) => operations[id].path.includes('{id}'));
const readsOfMany = operationIds.filter(
  (id) => operations[id].method === 'GET' && !onOneObject.includes(id),
);
const byJob = readsOfMany.filter((id) =>
  (operations[id].queryParameters as readonly string[]).includes('job_id'),
);

/** Valid bodies, so that only the ownership of the object can fail. */
const BODIES: { readonly [Id in OperationId]?: unknown } = {
  rateJob: { rating: 5 },
  updateWebhookEndpoint: { enabled: false },
};

for (const kind of await databaseKinds()) {
  describe(`objects of another organization on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let owner: ObjectOwner;
  let attacker: Attacker;
  let url: string;
  const ends: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const first = await startTestServer(kind);
    ends.push(() => first.database.remove());
    await liftAllLimits(first.database);
    owner = await createObjectOwner(first);
    const server = await first.startSecond();
    ends.unshift(() => server.close());
    url = server.url;
    attacker = await createAttacker(url, first.database);
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  function call(operationId: OperationId, key: string, id: string) {
    const { method, path, bodyRequired } = operations[operationId];
    const body = BODIES[operationId];
    if (bodyRequired && body === undefined) throw new Error(`BODIES has none for ${operationId}`);
    const options = { key, idempotencyKey: randomUUID(), ...(body !== undefined && { body }) };
    return callServer(url, method, path.replace('{id}', id), options);
  }

  /** Returns every object of an environment that the operation could target. */
  function targets(operationId: OperationId, environment: 'live' | 'test'): readonly string[] {
    const noun = nounOf(operations[operationId].path);
    const ids = owner.ids[environment][noun] ?? [];
    const isMadeByWork = ['files', 'submissions'].includes(noun) && environment === 'live';
    if (ids.length === 0 && !isMadeByWork) throw new Error(`The owner has none of ${noun}`);
    return ids;
  }

  it.each(onOneObject)('hides an object from another organization: %s', async (operationId) => {
    for (const environment of ['live', 'test'] as const) {
      for (const id of targets(operationId, environment)) {
        for (const key of [attacker.live, attacker.test]) {
          const { status, body } = await call(operationId, key, id);
          expect([status, body?.error.type]).toEqual([404, 'not_found']);
        }
      }
    }
  });

  it.each(onOneObject)('hides an object from the other environment: %s', async (operationId) => {
    for (const [environment, other] of [['live', 'test'] as const, ['test', 'live'] as const]) {
      // A live key manages the API keys of both environments (contract §1).
      if (other === 'live' && nounOf(operations[operationId].path) === 'api_keys') continue;
      for (const id of targets(operationId, environment)) {
        const { status, body } = await call(operationId, owner.keys[other], id);
        expect([status, body?.error.type]).toEqual([404, 'not_found']);
      }
    }
  });

  it.each(readsOfMany)('lists no object of another organization: %s', async (operationId) => {
    for (const key of [attacker.live, attacker.test]) {
      const { status, text } = await callServer(url, 'GET', operations[operationId].path, { key });
      expect(status).toBe(200);
      expect(text).not.toContain(owner.mark);
      for (const ids of Object.values(owner.ids).flatMap((one) => Object.values(one).flat())) {
        expect(text).not.toContain(ids);
      }
    }
  });

  it.each(byJob)('lists nothing for a job of another organization: %s', async (operationId) => {
    const [job] = owner.ids.test.jobs ?? [];
    const { path } = operations[operationId];
    const mine = await callServer(url, 'GET', `${path}?job_id=${job}`, { key: owner.keys.test });
    expect(mine.text).toMatch(/"sub_|"total[a-z_]*":[1-9]/);
    const keys = [attacker.live, attacker.test, owner.keys.live];
    for (const key of keys) {
      const { text } = await callServer(url, 'GET', `${path}?job_id=${job}`, { key });
      expect(text).not.toMatch(/"sub_|"total[a-z_]*":[1-9]/);
    }
  });

  it('refuses an erasure by another organization', async () => {
    const [job_id] = owner.ids.test.jobs ?? [];
    const body = { target: 'job', job_id };
    for (const key of [attacker.live, attacker.test, owner.keys.live]) {
      const { status } = await callServer(url, 'POST', '/v1/privacy/erasures', { key, body });
      expect(status).toBe(404);
    }
  });

  it('leaves all objects unchanged after all of these requests', async () => {
    const before = await owner.snapshot(url);
    for (const operationId of onOneObject) {
      for (const id of targets(operationId, 'test')) await call(operationId, attacker.test, id);
    }
    expect(await owner.snapshot(url)).toBe(before);
    expect(before).toContain(owner.mark);
  });
}
