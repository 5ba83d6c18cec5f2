import { beforeEach, describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { MemoryKeyring } from '../memory/keyring.ts';
import { DAY, HOUR, MINUTE, type TestAccount, TestEngine } from '../testing/test-engine.ts';

/** A keyring whose peppers a test rotates. */
class RotatingKeyring extends MemoryKeyring {
  /** The known versions, the current one first. */
  versions = [1];

  override hashKey(key: string): string {
    return this.keyHashes(key)[0] ?? '';
  }

  override keyHashes(key: string): readonly string[] {
    return this.versions.map((version) => `${version}:${this.sign(`pepper ${version}`, key)}`);
  }
}

let keyring: RotatingKeyring;
let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  keyring = new RotatingKeyring('test');
  world = new TestEngine({}, { keyring });
  account = await world.openOrganization();
});

async function statusOf(key: string): Promise<number> {
  return (await world.get('/v1/jobs', key)).status;
}

/** Returns the pepper version of each stored hash. */
function versions(): string[] {
  const { key_secrets } = world.store.snapshot().tables;
  return key_secrets.map(({ id }) => id.split(':')[0] ?? '').sort();
}

describe("a key's hash under an earlier pepper", () => {
  it('moves a hash to the current pepper when the key is used, and only then', async () => {
    keyring.versions = [2, 1];
    expect(versions()).toEqual(['1', '1']);
    expect(await statusOf(account.test)).toBe(200);
    expect(versions()).toEqual(['1', '2']);
    expect(await statusOf(account.test)).toBe(200);
    expect(await statusOf(account.live)).toBe(200);
    expect(versions()).toEqual(['2', '2']);
    keyring.versions = [2];
    await world.passTime(MINUTE);
    expect([await statusOf(account.test), await statusOf(account.live)]).toEqual([200, 200]);
  });

  it('moves the hash within a minute for a key that was in use when the pepper was added', async () => {
    expect(await statusOf(account.test)).toBe(200);
    keyring.versions = [2, 1];
    await world.passTime(MINUTE);
    expect(await statusOf(account.test)).toBe(200);
    expect(versions()).toEqual(['1', '2']);
  });

  it('moves the hash once when many requests use the key together, and accepts all of them', async () => {
    keyring.versions = [2, 1];
    const statuses = await Promise.all(Array.from({ length: 20 }, () => statusOf(account.test)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(versions()).toEqual(['1', '2']);
  });

  it('accepts the key in a process that has cached its earlier hashes', async () => {
    expect(await statusOf(account.test)).toBe(200);
    keyring.versions = [2, 1];
    const other = createEngine(world.ports);
    const headers = { authorization: `Bearer ${account.test}` };
    const jobs = new Request('https://api.firsthandapi.com/v1/jobs', { headers });
    expect((await other.fetch(jobs)).status).toBe(200);
    expect(versions()).toEqual(['1', '2']);
    expect(await statusOf(account.test)).toBe(200);
  });

  it('leaves the hash in place while the new pepper is not in use yet', async () => {
    keyring.versions = [1, 2];
    expect(await statusOf(account.test)).toBe(200);
    expect(versions()).toEqual(['1', '1']);
  });

  it('does not move the hash back in a process that does not use the new pepper yet', async () => {
    keyring.versions = [2, 1];
    expect(await statusOf(account.test)).toBe(200);
    keyring.versions = [1, 2];
    await world.passTime(MINUTE);
    expect(await statusOf(account.test)).toBe(200);
    expect(versions()).toEqual(['1', '2']);
  });

  it('keeps the expiry that a rotation set', async () => {
    const { id, secret } = await world.issueKey(account.organizationId);
    const rotated = await world.post(`/v1/api_keys/${id}/rotate`, account.test);
    keyring.versions = [2, 1];
    expect(await statusOf(secret)).toBe(200);
    expect(await statusOf(rotated.body.secret)).toBe(200);
    await world.passTime(DAY - HOUR);
    expect(await statusOf(secret)).toBe(200);
    await world.passTime(HOUR);
    expect(await statusOf(secret)).toBe(401);
    expect(await statusOf(rotated.body.secret)).toBe(200);
  });

  it('does not move the hash of a revoked key, and rejects the key', async () => {
    const { id, secret } = await world.issueKey(account.organizationId);
    await world.post(`/v1/api_keys/${id}/revoke`, account.test);
    keyring.versions = [2, 1];
    expect(await statusOf(secret)).toBe(401);
    expect(versions()).toEqual(['1', '1']);
  });

  it('rejects a key once the pepper of its hash is retired', async () => {
    keyring.versions = [2];
    expect(await statusOf(account.test)).toBe(401);
    expect(versions()).toEqual(['1', '1']);
  });
});
