import { expect } from 'vitest';
import { refusal } from '../stage.ts';
import type { Story } from '../story.ts';

const DAY_SECONDS = 86_400;

export const apiKeyStories: readonly Story[] = [
  {
    name: 'a secret is shown once, and never listed',
    async play({ test }) {
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
    name: 'after a rotation the old secret works for 24 hours, the new one on',
    async play(stage) {
      const { id, secret: old } = await stage.test.createApiKey({ name: 'CI' });
      const { secret, previous_secret_expires_at } = await stage.test.rotateApiKey(id);
      expect(Date.parse(previous_secret_expires_at ?? '')).toBe(
        (await stage.world.now()) + 86_400_000,
      );
      await stage.advance(DAY_SECONDS - 1);
      await stage.client(old).getSettings();
      await stage.advance(1);
      expect(await refusal(stage.client(old).getSettings())).toMatchObject({ status: 401 });
      await stage.client(secret).getSettings();
    },
  },
  {
    name: 'a revoked key stops at once and stays listed, a deleted one is gone',
    async play(stage) {
      const { test } = stage;
      const revoked = await test.createApiKey({ name: 'to revoke' });
      await test.revokeApiKey(revoked.id);
      expect(await refusal(stage.client(revoked.secret).getSettings())).toMatchObject({
        status: 401,
      });
      expect(await refusal(test.rotateApiKey(revoked.id))).toMatchObject({ status: 409 });
      const deleted = await test.createApiKey({ name: 'to delete' });
      await test.deleteApiKey(deleted.id);
      expect(await refusal(stage.client(deleted.secret).getSettings())).toMatchObject({
        status: 401,
      });
      const listed = await test.listApiKeys().toArray({ limit: 100 });
      const [newest] = listed;
      expect(newest).toMatchObject({ id: revoked.id, revoked_at: expect.any(String) });
      expect(listed.map(({ id }) => id)).not.toContain(deleted.id);
    },
  },
  {
    name: 'a key expires when it was told to, and cannot be rotated back to life',
    async play(stage) {
      const { test, world } = stage;
      const expires_at = new Date((await world.now()) + 60_000).toISOString();
      const { id, secret } = await test.createApiKey({ name: 'short', expires_at });
      await stage.client(secret).getSettings();
      await stage.advance(60);
      expect(await refusal(stage.client(secret).getSettings())).toMatchObject({ status: 401 });
      expect(await refusal(test.rotateApiKey(id))).toMatchObject({ status: 409, type: 'conflict' });
      const past = await refusal(test.createApiKey({ name: 'past', expires_at }));
      expect(past).toMatchObject({ status: 400, details: [{ field: 'expires_at' }] });
    },
  },
  {
    name: 'a key hands out no scope that it lacks, and no test key a live one',
    async play(stage) {
      const { secret } = await stage.test.createApiKey({ name: 'keys', scopes: ['keys:manage'] });
      const narrow = stage.client(secret);
      await narrow.createApiKey({ name: 'like me', scopes: ['keys:manage'] });
      const wide = await refusal(narrow.createApiKey({ name: 'all nine' }));
      expect(wide).toMatchObject({ status: 403, type: 'authorization_error' });
      const live = await refusal(stage.test.createApiKey({ name: 'live', environment: 'live' }));
      expect(live).toMatchObject({ status: 403, type: 'authorization_error' });
    },
  },
  {
    name: 'a live key makes the first test key, which belongs to the test environment from then on',
    async play({ live, test }) {
      const made = await live.createApiKey({ name: 'first test key', environment: 'test' });
      expect(made.secret).toMatch(/^fh_test_sk_/);
      const idsOf = async (keys: typeof live) =>
        (await keys.listApiKeys().toArray({ limit: 100 })).map(({ id }) => id);
      expect(await idsOf(live)).not.toContain(made.id);
      expect(await idsOf(test)).toContain(made.id);
      expect(await refusal(live.deleteApiKey(made.id))).toMatchObject({ status: 404 });
    },
  },
];
