import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DataKeys, type KeySession, SessionKeys } from './data-keys.ts';

const MINUTE = 60_000;
const wrapper = {
  seal: async (_purpose: string, text: string) => text,
  open: async (_purpose: string, text: string) => text,
};

/** A session over the stored keys of one database, which counts what is read. */
function storedKeys(stored: Record<string, string | null>) {
  const counts = { reads: 0, writes: 0 };
  const session: KeySession = {
    async all(_statement, ids) {
      counts.reads += 1;
      return ids.flatMap((id) => (id in stored ? [{ id, wrapped: stored[id] }] : []));
    },
    async run(_statement, [id, wrapped]) {
      counts.writes += 1;
      stored[String(id)] = wrapped ?? null;
      return 1;
    },
  };
  return { session, counts };
}

function keysAt(clock: { now: number }) {
  return new DataKeys(wrapper, () => clock.now);
}

const wrapped = () => randomBytes(32).toString('base64');

describe('SessionKeys', () => {
  it('keeps a cached key that expires while a transaction uses it', async () => {
    const clock = { now: 0 };
    const keys = keysAt(clock);
    keys.remember('org_1', createSecretKey(randomBytes(32)));
    const { session, counts } = storedKeys({});
    const using = new SessionKeys(keys, session);
    const before = using.known('org_1');
    clock.now = MINUTE + 1;
    expect(before).toBeDefined();
    expect(using.known('org_1')).toBe(before);
    expect(await using.obtain('org_1')).toBe(before);
    expect(counts).toEqual({ reads: 0, writes: 0 });
  });

  it('keeps a key that it has loaded, however long the transaction takes', async () => {
    const clock = { now: 0 };
    const { session, counts } = storedKeys({ org_1: wrapped() });
    const using = new SessionKeys(keysAt(clock), session);
    await using.load(['org_1']);
    clock.now = 10 * MINUTE;
    expect(using.known('org_1')).toBeDefined();
    await using.obtain('org_1');
    expect(counts).toEqual({ reads: 1, writes: 0 });
  });

  it('reads a key again in a transaction that begins after it has expired', async () => {
    const clock = { now: 0 };
    const keys = keysAt(clock);
    const stored: Record<string, string | null> = { org_1: wrapped() };
    const { session } = storedKeys(stored);
    await new SessionKeys(keys, session).load(['org_1']);
    stored.org_1 = null;
    clock.now = MINUTE;
    const later = new SessionKeys(keys, session);
    expect(later.known('org_1')).toBeUndefined();
    expect(await later.isDestroyed('org_1')).toBe(true);
  });
});
