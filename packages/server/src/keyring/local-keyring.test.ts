import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIVATION_DELAY_MS } from './key-material.ts';
import { KeyringFile } from './keyring-file.ts';
import { LocalKeyring } from './local-keyring.ts';

const API_KEY = 'fh_live_sk_abcdefghijklmnopqrstuvwxyz0123456';

describe('the keyring', () => {
  let folder: string;
  let file: KeyringFile;
  let now = 1_000_000;
  const openKeyring = () => new LocalKeyring(file, () => now);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    file = new KeyringFile(join(folder, 'keys', 'keyring.json'));
    file.createMissing();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('creates the keyring once, readable by its owner only', () => {
    const first = openKeyring().hashKey(API_KEY);
    expect(openKeyring().hashKey(API_KEY)).toBe(first);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
  });

  it('refuses a keyring file that other users can read, and names the fix', () => {
    openKeyring();
    chmodSync(file.path, 0o644);
    expect(openKeyring).toThrow(`chmod 600 ${file.path}`);
  });

  it('refuses a file that is not a keyring, without quoting its content', () => {
    openKeyring();
    const text = readFileSync(file.path, 'utf8');
    const secret = JSON.parse(text).signingKey as string;
    writeFileSync(file.path, text.replace(secret, 'c2hvcnQ='));
    expect(openKeyring).toThrow('signingKey must be a base64-encoded 256-bit key');
    writeFileSync(file.path, `${secret} not JSON`);
    expect(openKeyring).toThrow(/cannot be read: it is not valid JSON$/);
  });

  it('prefixes the hash of an API key with the version of its pepper', () => {
    expect(openKeyring().hashKey(API_KEY)).toMatch(/^1:[0-9a-f]{64}$/);
    expect(openKeyring().keyHashes(API_KEY)).toEqual([openKeyring().hashKey(API_KEY)]);
  });

  it('accepts a new pepper before using it, and keeps accepting the old one', () => {
    const running = openKeyring();
    const before = running.hashKey(API_KEY);
    expect(file.rotate('peppers', now)).toBe(2);
    running.reload();
    expect(running.hashKey(API_KEY)).toBe(before);
    expect(running.keyHashes(API_KEY)).toHaveLength(2);
    const [, upcoming] = running.keyHashes(API_KEY);
    now += ACTIVATION_DELAY_MS;
    expect(running.hashKey(API_KEY)).toBe(upcoming);
    expect(running.keyHashes(API_KEY)).toEqual([upcoming, before]);
  });

  it('opens seals of every data key, including one that another process has added', async () => {
    const running = openKeyring();
    const old = await running.seal('webhook-secret', 'whsec_old');
    file.rotate('dataKeys', now);
    now += ACTIVATION_DELAY_MS;
    const other = openKeyring();
    const fresh = await other.seal('webhook-secret', 'whsec_new');
    expect([old.split(':')[0], fresh.split(':')[0]]).toEqual(['1', '2']);
    expect(await running.open('webhook-secret', fresh)).toBe('whsec_new');
    expect(await other.open('webhook-secret', old)).toBe('whsec_old');
  });

  it('seals any text so that it opens only unaltered and for its own purpose', async () => {
    const keyring = openKeyring();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.nat(), async (text, position) => {
        const sealed = await keyring.seal('one', text);
        expect(await keyring.open('one', sealed)).toBe(text);
        await expect(keyring.open('another', sealed)).rejects.toThrow();
        const bytes = Buffer.from(sealed.slice(2), 'base64url');
        const place = position % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        await expect(keyring.open('one', `1:${bytes.toString('base64url')}`)).rejects.toThrow();
      }),
      { numRuns: 50 },
    );
  });

  it("opens a replay only with the client's Idempotency-Key", async () => {
    const keyring = openKeyring();
    const sealed = await keyring.sealReplay('their-key', '{"secret":"fh_live_sk_1"}');
    expect(await keyring.openReplay('their-key', sealed)).toBe('{"secret":"fh_live_sk_1"}');
    await expect(keyring.openReplay('another-key', sealed)).rejects.toThrow();
  });

  it('signs with a new signing key once it is active, and verifies what the earlier one signed', () => {
    const running = openKeyring();
    const before = running.sign('download-url', 'file_1:99');
    expect(file.rotate('signingKeys', now)).toBe(2);
    running.reload();
    expect(running.sign('download-url', 'file_1:99')).toBe(before);
    now += ACTIVATION_DELAY_MS;
    const after = running.sign('download-url', 'file_1:99');
    expect(after).not.toBe(before);
    expect(running.signatures('download-url', 'file_1:99')).toEqual([after, before]);
    for (const one of [before, after]) {
      expect(running.verify('download-url', 'file_1:99', one)).toBe(true);
      expect(running.verify('download-url', 'file_2:99', one)).toBe(false);
    }
    file.retire('signingKeys', 1);
    running.reload();
    expect(running.verify('download-url', 'file_1:99', before)).toBe(false);
    expect(running.sign('download-url', 'file_1:99')).toBe(after);
  });

  it('keeps the form of an unversioned signing key until it is rotated', () => {
    const formOf = () => JSON.parse(readFileSync(file.path, 'utf8'));
    const { signingKey } = formOf();
    file.rotate('peppers', now);
    expect(formOf()).toMatchObject({ format: 1, signingKey });
    file.rotate('signingKeys', now);
    expect(formOf()).toMatchObject({
      format: 2,
      signingKeys: [{ version: 1, key: signingKey, activeFrom: 0 }, { version: 2 }],
    });
  });

  it('verifies its own signatures only for their purpose and text', () => {
    const keyring = openKeyring();
    const signature = keyring.sign('download-url', 'file_1:99');
    expect(keyring.verify('download-url', 'file_1:99', signature)).toBe(true);
    expect(keyring.verify('download-url', 'file_2:99', signature)).toBe(false);
    expect(keyring.verify('cursor', 'file_1:99', signature)).toBe(false);
    expect(keyring.verify('download-url', 'file_1:99', signature.slice(1))).toBe(false);
    expect(keyring.verify('download-url', 'file_1:99', '')).toBe(false);
  });
});
