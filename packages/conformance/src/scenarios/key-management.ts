import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import type { Scenario } from '../context/scenario.ts';

/** Which keys a key may create, list and end. */
export const keyManagementScenarios: readonly Scenario[] = [
  {
    name: 'lets a key grant only scopes of its own, and no test key create a live one',
    async run(context) {
      const { secret } = await context.test.createApiKey({ name: 'keys', scopes: ['keys:manage'] });
      const narrow = context.client(secret);
      await narrow.createApiKey({ name: 'same scopes', scopes: ['keys:manage'] });
      const wide = await apiErrorOf(narrow.createApiKey({ name: 'all scopes' }));
      expect(wide).toMatchObject({ status: 403, type: 'authorization_error' });
      const live = await apiErrorOf(
        context.test.createApiKey({ name: 'live', environment: 'live' }),
      );
      expect(live).toMatchObject({ status: 403, type: 'authorization_error' });
    },
  },
  {
    name: 'lets a live key manage the keys of both environments, and a test key only test keys',
    async run({ live, test }) {
      const created = await live.createApiKey({ name: 'first test key', environment: 'test' });
      expect(created.secret).toMatch(/^fh_test_sk_/);
      const idsOf = async (keys: typeof live, environment?: 'live' | 'test') =>
        (await keys.listApiKeys({ environment }).toArray({ limit: 100 })).map(({ id }) => id);
      expect(await idsOf(live)).toContain(created.id);
      expect(await idsOf(live, 'test')).toContain(created.id);
      expect(await idsOf(live, 'live')).not.toContain(created.id);
      expect(await idsOf(test)).toContain(created.id);
      expect(await idsOf(test, 'live')).toEqual([]);
      const second = await live.createApiKey({ name: 'second live key', scopes: ['jobs:read'] });
      expect(await apiErrorOf(test.deleteApiKey(second.id))).toMatchObject({ status: 404 });
      await live.deleteApiKey(created.id);
      expect(await idsOf(test)).not.toContain(created.id);
    },
  },
  {
    name: 'refuses to end a wider key, and the last live key with all scopes',
    async run(context) {
      const { live } = context;
      const { data } = await live.listApiKeys({ environment: 'live' });
      const lastId = data.at(-1)?.id ?? '';
      const conflict = { status: 409, type: 'conflict' };
      expect(await apiErrorOf(live.deleteApiKey(lastId))).toMatchObject(conflict);
      expect(await apiErrorOf(live.revokeApiKey(lastId))).toMatchObject(conflict);
      const narrow = await live.createApiKey({ name: 'keys', scopes: ['keys:manage'] });
      const wider = await apiErrorOf(context.client(narrow.secret).revokeApiKey(lastId));
      expect(wider).toMatchObject({ status: 403, type: 'authorization_error' });
      await live.createApiKey({ name: 'replacement' });
      await live.deleteApiKey(lastId);
    },
  },
];
