import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../src/testing/databases.ts';
import { buyCredits, startTestServer, type TestServer } from './support/test-server.ts';

const kinds = await databaseKinds();

for (const kind of kinds) {
  describe(`payments on ${kind.name}`, () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startTestServer(kind);
    });
    afterAll(() => server.close());
    const balance = async () =>
      (await server.call('GET', '/v1/billing/credits', { key: server.live })).body.available_cents;

    it('grants a pack and its bonus once when the local checkout is paid', async () => {
      const purchase = await server.call('POST', '/v1/billing/credits/purchase', {
        key: server.live,
        body: { amount_cents: 10_000 },
      });
      const url = purchase.body.checkout_url;
      const page = await fetch(url);
      expect(await page.text()).toContain('Pay $100.00');
      const paid = await Promise.all(
        Array.from({ length: 5 }, () => fetch(url, { method: 'POST' })),
      );
      expect(paid.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(await (await fetch(url)).text()).toContain('The credits are in your balance');
      expect(await balance()).toBe(250 + 10_000 + 1_500);
    });

    it('hides a checkout from requests without its link', async () => {
      const purchase = await server.call('POST', '/v1/billing/credits/purchase', {
        key: server.live,
        body: { amount_cents: 1_000 },
      });
      const before = await balance();
      const [path] = purchase.body.checkout_url.split('?');
      for (const url of [
        path,
        `${path}?token=${'0'.repeat(64)}`,
        `${server.url}/checkout/x?token=y`,
      ]) {
        expect((await fetch(url)).status).toBe(404);
        expect((await fetch(url, { method: 'POST' })).status).toBe(404);
      }
      expect(await balance()).toBe(before);
    });

    it('moves the organization off the free tier on its first purchase', async () => {
      await buyCredits(server);
      const settings = await server.call('GET', '/v1/organization/settings', { key: server.live });
      expect(settings.body.tier).toBe('standard');
    });
  });
}
