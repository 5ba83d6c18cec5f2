import { readFileSync, writeFileSync } from 'node:fs';
import { until } from '@firsthandapi/test-support/until';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeSigningKeys, retireSigning } from '../../src/cli/keyring/signing-keys.ts';
import { ACTIVATION_DELAY_MS } from '../../src/keyring/key-material.ts';
import { KeyringFile } from '../../src/keyring/keyring-file.ts';
import { SIGNED_FOR_MS } from '../../src/keyring/retire-signing-key.ts';
import { type DatabaseKind, databaseKinds } from '../../src/testing/databases.ts';
import { JOB, startTestServer, type TestServer } from '../support/test-server.ts';

/** Longer than a running server's interval between reads of the keyring. */
const WATCHED_MS = 5_000;

for (const kind of await databaseKinds())
  describe(`a server whose signing key is rotated on ${kind.name}`, () => specify(kind));

function specify(kind: DatabaseKind): void {
  let server: TestServer;
  beforeEach(async () => {
    // Fakes intervals only, to control when the server reads the keyring.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    server = await startTestServer(kind);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await server.close();
  });

  /** Adds a signing key that has been current for `sinceMs`, and lets the running server read it. */
  function rotate(sinceMs = 3 * ACTIVATION_DELAY_MS): void {
    const file = new KeyringFile(server.configuration.keyringFile);
    file.rotate('signingKeys', Date.now() - sinceMs);
    vi.advanceTimersByTime(WATCHED_MS);
  }

  /** What the server has signed, each with a check that it is still accepted. */
  async function signedThings() {
    const { live } = server;
    const exported = await server.call('POST', '/v1/privacy/exports', { key: live });
    const link = await downloadUrl(exported.body.id);
    await server.call('POST', '/v1/api_keys', { key: live, body: { name: 'One more' } });
    const page = await server.call('GET', '/v1/api_keys?limit=1', { key: live });
    const purchase = await server.call('POST', '/v1/billing/credits/purchase', {
      key: live,
      body: { amount_cents: 1_000 },
    });
    const post = () =>
      server.call('POST', '/v1/jobs', { key: live, body: JOB, idempotencyKey: 'once' });
    const job = await post();
    return {
      exportId: String(exported.body.id),
      link: async () => (await fetch(link)).status,
      cursor: async () => {
        const path = `/v1/api_keys?limit=1&cursor=${page.body.next_cursor}`;
        return (await server.call('GET', path, { key: live })).status;
      },
      checkout: async () => (await fetch(purchase.body.checkout_url)).status,
      replay: async () => (await post()).body.id === job.body.id,
    };
  }

  async function downloadUrl(id: string): Promise<string> {
    let url = '';
    await until('the export is ready', async () => {
      const { body } = await server.call('GET', `/v1/privacy/exports/${id}`, { key: server.live });
      url = body.download_url;
      return body.status === 'ready';
    });
    return url;
  }

  it('keeps accepting links, cursors, checkouts and replays of the earlier key', async () => {
    const signed = await signedThings();
    rotate();
    expect(await signed.link()).toBe(200);
    expect(await signed.cursor()).toBe(200);
    expect(await signed.checkout()).toBe(200);
    expect(await signed.replay()).toBe(true);
    expect(await (await signedThings()).link()).toBe(200);
  });

  it('ends what a retired key signed, and keeps the files that were named under it', async () => {
    const signed = await signedThings();
    rotate();
    await expect(
      retireSigning(server.configuration, { version: 1, isImmediate: false }),
    ).rejects.toThrow(/may be in use until .*; to end them now, add --now/);
    const said = await retireSigning(server.configuration, { version: 1, isImmediate: true });
    expect(said).toMatch(/^Signing key 1 is retired;.* Renamed 1 file\./);
    vi.advanceTimersByTime(WATCHED_MS);
    expect(await signed.link()).toBe(403);
    expect(await signed.cursor()).toBe(400);
    expect(await signed.checkout()).toBe(404);
    expect((await fetch(await downloadUrl(signed.exportId))).status).toBe(200);
  });

  it('retires a key without --now once everything it signed has expired', async () => {
    rotate(SIGNED_FOR_MS + 3 * ACTIVATION_DELAY_MS);
    expect(await describeSigningKeys(server.configuration)).toMatch(/^1 +verifies; .*\n2 +signs$/m);
    await retireSigning(server.configuration, { version: 1, isImmediate: false });
    expect(await describeSigningKeys(server.configuration)).toBe(
      'Signing key  State\n2            signs',
    );
    const { configuration } = server;
    await server.server.close();
    const next = await server.startSecond();
    await next.close();
    // The database knows both versions: a keyring from before the rotation is refused.
    const keyring = JSON.parse(readFileSync(configuration.keyringFile, 'utf8'));
    const [{ key }] = keyring.signingKeys;
    const { peppers, dataKeys } = keyring;
    const older = { format: 1, peppers, dataKeys, signingKey: key };
    writeFileSync(configuration.keyringFile, JSON.stringify(older));
    await expect(server.startSecond()).rejects.toThrow('signing key');
  });
}
