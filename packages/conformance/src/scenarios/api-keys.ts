import type { FirstHandClient } from '@firsthandapi/sdk';
import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import type { Scenario } from '../context/scenario.ts';

const DAY_SECONDS = 86_400;

/** How long the secrets of an API key are accepted. */
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
      const statusOf = (secret: string) => statusWith(context.client(secret));
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
];

/** Returns the status with which a client is refused, or undefined when it is not. */
async function statusWith(client: FirstHandClient): Promise<number | undefined> {
  const refused = await client.getSettings().then(
    () => undefined,
    (error) => error,
  );
  return refused?.status;
}
