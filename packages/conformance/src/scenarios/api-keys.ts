import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import type { Scenario } from '../context/scenario.ts';

const DAY_SECONDS = 86_400;

export const apiKeyScenarios: readonly Scenario[] = [
  {
    name: 'shows the secret of a new key once and never lists it',
    async run({ test }) {
      const { secret, previous_secret_expires_at, ...key } = await test.createApiKey({
        name: 'CI',
      });
      expect(previous_secret_expires_at).toBe(null);
      const { data } = await test.listApiKeys();
      expect(data[0]).toEqual(key);
      expect(JSON.stringify(data)).not.toContain(secret);
      expect(secret.startsWith(key.prefix) && secret.endsWith(key.last_four)).toBe(true);
    },
  },
  {
    name: 'accepts the old secret for 24 hours after a rotation, and the new one from then on',
    async run(context) {
      const { id, secret: old } = await context.test.createApiKey({ name: 'CI' });
      const { secret, previous_secret_expires_at } = await context.test.rotateApiKey(id);
      expect(Date.parse(previous_secret_expires_at ?? '')).toBe(
        (await context.world.now()) + 86_400_000,
      );
      await context.advance(DAY_SECONDS - 1);
      await context.client(old).getSettings();
      await context.advance(1);
      expect(await apiErrorOf(context.client(old).getSettings())).toMatchObject({ status: 401 });
      await context.client(secret).getSettings();
    },
  },
  {
    name: 'keeps a secret for its 24 hours when the key is rotated again, and three secrets at most',
    async run(context) {
      const { id, secret: first } = await context.test.createApiKey({ name: 'CI' });
      const { secret: second } = await context.test.rotateApiKey(id);
      await context.advance(DAY_SECONDS / 2);
      const { secret: third } = await context.test.rotateApiKey(id);
      const statusOf = async (secret: string) =>
        (
          await context
            .client(secret)
            .getSettings()
            .then(
              () => undefined,
              (error) => error,
            )
        )?.status;
      expect(await statusOf(first)).toBeUndefined();
      await context.advance(DAY_SECONDS / 2);
      expect(await statusOf(first)).toBe(401);
      expect(await statusOf(second)).toBeUndefined();
      await context.test.rotateApiKey(id);
      await context.advance(1);
      await context.test.rotateApiKey(id);
      expect(await statusOf(second)).toBe(401);
      expect(await statusOf(third)).toBeUndefined();
    },
  },
  {
    name: 'rejects a revoked key at once and still lists it, while a deleted key disappears',
    async run(context) {
      const { test } = context;
      const revoked = await test.createApiKey({ name: 'to revoke' });
      await test.revokeApiKey(revoked.id);
      expect(await apiErrorOf(context.client(revoked.secret).getSettings())).toMatchObject({
        status: 401,
      });
      expect(await apiErrorOf(test.rotateApiKey(revoked.id))).toMatchObject({ status: 409 });
      const deleted = await test.createApiKey({ name: 'to delete' });
      await test.deleteApiKey(deleted.id);
      expect(await apiErrorOf(context.client(deleted.secret).getSettings())).toMatchObject({
        status: 401,
      });
      const listed = await test.listApiKeys().toArray({ limit: 100 });
      const [newest] = listed;
      expect(newest).toMatchObject({ id: revoked.id, revoked_at: expect.any(String) });
      expect(listed.map(({ id }) => id)).not.toContain(deleted.id);
    },
  },
  {
    name: 'rejects a key after its expiry date, and refuses to rotate it',
    async run(context) {
      const { test, world } = context;
      const expires_at = new Date((await world.now()) + 60_000).toISOString();
      const { id, secret } = await test.createApiKey({ name: 'short', expires_at });
      await context.client(secret).getSettings();
      await context.advance(60);
      expect(await apiErrorOf(context.client(secret).getSettings())).toMatchObject({ status: 401 });
      expect(await apiErrorOf(test.rotateApiKey(id))).toMatchObject({
        status: 409,
        type: 'conflict',
      });
      const past = await apiErrorOf(test.createApiKey({ name: 'past', expires_at }));
      expect(past).toMatchObject({ status: 400, details: [{ field: 'expires_at' }] });
    },
  },
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
