import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@firsthandapi/test-support/until';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KmsSettings } from '../src/aws/aws-settings.ts';
import { rotateSigningKey } from '../src/cli/keyring/signing-keys.ts';
import { rewrapKeyring, rotatePepper } from '../src/cli/maintenance.ts';
import { verify } from '../src/cli/verify.ts';
import { type Configuration, readConfiguration } from '../src/configuration.ts';
import type { KeyMaterial } from '../src/keyring/key-material.ts';
import { KeyringFile } from '../src/keyring/keyring-file.ts';
import { LocalKeyring } from '../src/keyring/local-keyring.ts';
import { keyringFileOf, openKeyringFile } from '../src/keyring/open-keyring.ts';
import { watchKeyring } from '../src/keyring/watch-keyring.ts';
import { startComposed } from '../src/start-server.ts';
import { FakeKms } from './support/fake-kms.ts';
import { callServer } from './support/test-server.ts';

const KEYS = ['peppers', 'dataKeys', 'signingKeys'] as const;

describe('a keyring that KMS wraps', () => {
  let kms: FakeKms;
  let settings: KmsSettings;
  let folder: string;
  let keyringFile: string;

  beforeEach(async () => {
    kms = new FakeKms(['key-1', 'key-2']);
    settings = await kms.listen();
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-kms-'));
    keyringFile = join(folder, 'keyring.json');
  });
  afterEach(async () => {
    await kms.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (keyId = 'key-1') => ({ keyringFile, kms: { ...settings, keyId } });

  function configurationWith(kmsSettings: KmsSettings | undefined): Configuration {
    return { ...readConfiguration({ DATA_DIR: folder, PORT: '0' }), kms: kmsSettings };
  }

  async function create(): Promise<KeyringFile> {
    const file = await keyringFileOf(at());
    await file.prepareCreation();
    file.createMissing();
    return file;
  }

  function keysOf(material: KeyMaterial): string[] {
    return KEYS.flatMap((which) => material[which].map(({ key }) => key.toString('base64')));
  }

  it('has none of its keys in plain on disk, and the same keys in every process', async () => {
    const keys = keysOf((await create()).load());
    const text = readFileSync(keyringFile, 'utf8');
    for (const key of keys) expect(text).not.toContain(key);
    expect(keysOf((await openKeyringFile(at())).load())).toEqual(keys);
    expect(new Set(keys).size).toBe(3);
  });

  it('adds versions that KMS makes', async () => {
    await create();
    const configuration = configurationWith(settings);
    kms.requests.length = 0;
    await rotatePepper(configuration, () => {});
    expect(kms.requests.filter((line) => line.startsWith('GenerateDataKey'))).toHaveLength(1);
    expect(await rotateSigningKey(configuration)).toContain('Signing key 2 takes effect');
    const { peppers, dataKeys, signingKeys } = (await openKeyringFile(at())).load();
    expect([peppers.length, dataKeys.length, signingKeys.length]).toEqual([2, 1, 2]);
  });

  it('gets no version that KMS cannot unwrap, or whose key has another length', async () => {
    for (const distort of [() => Buffer.alloc(32, 1), (plain: Buffer) => plain.subarray(16)]) {
      kms.distort = distort;
      await expect(create()).rejects.toThrow('KMS returned another pepper 1');
      expect(readdirSync(folder)).toEqual([]);
    }
    kms.distort = (plain) => plain;
    await create();
    const before = readFileSync(keyringFile, 'utf8');
    kms.distort = () => Buffer.alloc(32, 1);
    await expect(rotateSigningKey(configurationWith(settings))).rejects.toThrow('signing-key 2');
    expect(readFileSync(keyringFile, 'utf8')).toBe(before);
  });

  it('is loaded again by a running server when a version was added, and asks KMS for that one alone', async () => {
    const file = await create();
    await file.open();
    const keyring = new LocalKeyring(file);
    const watch = watchKeyring(file, keyring, (error) => {
      throw error;
    });
    await rotatePepper(configurationWith(settings), () => {});
    kms.requests.length = 0;
    await until('the version is loaded', async () => {
      expect(await watch.check()).toBeUndefined();
      return keyring.material.peppers.length === 2;
    });
    expect(kms.requests).toEqual(['Decrypt key-1']);
    watch.stop();
  });

  it('goes from a file to KMS, to another key and back, with the same keys', async () => {
    const plain = new KeyringFile(keyringFile);
    plain.createMissing();
    plain.rotate('signingKeys', 0);
    const keys = keysOf(plain.load());
    const said: string[] = [];
    const rewrap = (keyId: string, ...words: string[]) =>
      rewrapKeyring(configurationWith({ ...settings, keyId }), words, (line) => said.push(line));
    await rewrap('key-1');
    const wrapped = await openKeyringFile(at());
    expect(keysOf(wrapped.load())).toEqual(keys);
    await rewrap('key-2');
    expect(keysOf((await openKeyringFile(at('key-2'))).load())).toEqual(keys);
    await expect(openKeyringFile(at('key-1'))).rejects.toThrow('is wrapped under another key');
    // Servers that run meanwhile know the keys, whatever wraps them now.
    await wrapped.open();
    await plain.open();
    expect([keysOf(wrapped.load()), keysOf(plain.load())]).toEqual([keys, keys]);
    await rewrap('key-2', '--plain');
    expect(keysOf(new KeyringFile(keyringFile).load())).toEqual(keys);
    expect(said).toHaveLength(3);
    expect(readdirSync(folder).filter((name) => name.endsWith('.draft'))).toEqual([]);
  });

  it('is refused without KMS_KEY_ID, and a plain one with it', async () => {
    await create();
    await expect(openKeyringFile({ keyringFile })).rejects.toThrow('set KMS_KEY_ID');
    rmSync(keyringFile);
    new KeyringFile(keyringFile).createMissing();
    await expect(openKeyringFile(at())).rejects.toThrow('run: firsthandapi-server rewrap-keyring');
  });

  it('is refused when a key was moved to another purpose or version, or altered', async () => {
    await create();
    const intact = JSON.parse(readFileSync(keyringFile, 'utf8'));
    const wrappedOf = (which: (typeof KEYS)[number]) => intact[which][0].wrapped as string;
    const flipped = Buffer.from(wrappedOf('peppers'), 'base64');
    flipped[30] = (flipped[30] ?? 0) ^ 1;
    const changes = [
      { peppers: [{ ...intact.peppers[0], wrapped: wrappedOf('dataKeys') }] },
      { peppers: [{ ...intact.peppers[0], version: 2 }] },
      { peppers: [{ ...intact.peppers[0], wrapped: flipped.toString('base64') }] },
    ];
    for (const change of changes) {
      writeFileSync(keyringFile, JSON.stringify({ ...intact, ...change }));
      await expect(openKeyringFile(at())).rejects.toThrow('was altered, or wrapped for another');
    }
    writeFileSync(keyringFile, JSON.stringify({ ...intact, peppers: [] }));
    await expect(openKeyringFile(at())).rejects.toThrow('peppers');
  });

  it.each([
    ['AccessDeniedException', 'access to KMS_KEY_ID is denied', 1],
    ['ThrottlingException', 'it asks for fewer requests', 4],
    ['KMSInternalException', 'responded with 500 KMSInternalException', 4],
    ['DisabledException', 'KMS_KEY_ID is disabled', 1],
    ['silence', 'did not respond in time', 4],
  ])(
    'is not opened when KMS responds with %s, which the error says',
    async (fault, reason, attempts) => {
      await create();
      kms.requests.length = 0;
      kms.fault = () => fault;
      const opening = openKeyringFile({ keyringFile, kms: { ...settings, attemptMs: 50 } });
      const error = await opening.then(
        () => undefined,
        (thrown) => thrown,
      );
      expect(String(error)).toContain(reason);
      expect(String(error)).not.toMatch(/secret\+of|AKIDTEST/);
      expect(kms.requests).toHaveLength(attempts);
      kms.fault = () => undefined;
      await openKeyringFile(at());
    },
  );

  it('opens after KMS throttled some requests', async () => {
    await create();
    let left = 3;
    kms.fault = () => (left-- > 0 ? 'ThrottlingException' : undefined);
    await openKeyringFile(at());
  });

  it('is not opened with the wrong credentials, or when nothing listens', async () => {
    await create();
    const mistaken = { ...settings.credentials, secretAccessKey: 'mistaken' };
    await expect(
      openKeyringFile({ keyringFile, kms: { ...settings, credentials: mistaken } }),
    ).rejects.toThrow('AWS_SECRET_ACCESS_KEY is wrong');
    const nowhere = { ...settings, endpoint: 'http://127.0.0.1:1' };
    await expect(openKeyringFile({ keyringFile, kms: nowhere })).rejects.toThrow(
      'cannot be reached',
    );
  });

  it('changes nothing when KMS fails while the keyring is wrapped', async () => {
    new KeyringFile(keyringFile).createMissing();
    const before = readFileSync(keyringFile, 'utf8');
    let calls = 0;
    kms.fault = () => (++calls > 3 ? 'AccessDeniedException' : undefined);
    await expect(rewrapKeyring(configurationWith(settings), [], () => {})).rejects.toThrow(
      'denied',
    );
    expect(readFileSync(keyringFile, 'utf8')).toBe(before);
  });

  it('serves a server through KMS being down, and refuses a start then with the reason', async () => {
    const configuration = configurationWith(settings);
    const server = await startComposed(configuration, {});
    const key = server.firstKeys?.live ?? '';
    await server.noteFirstKeysShown();
    kms.fault = () => 'silence';
    const call = (url: string) => callServer(url, 'GET', '/v1/billing/credits', { key });
    expect((await callServer(server.url, 'GET', '/readyz')).status).toBe(200);
    expect((await call(server.url)).status).toBe(200);
    await server.close();
    const down = { ...configuration, startSeconds: 0, kms: { ...settings, attemptMs: 50 } };
    await expect(startComposed(down, {})).rejects.toThrow('KMS cannot be used');
    kms.fault = () => undefined;
    const again = await startComposed(configuration, {});
    expect((await call(again.url)).status).toBe(200);
    await again.close();
    const report = await verify(configuration, { sample: undefined, bytesPerSecond: 1e9 });
    expect(report.ok).toBe(true);
    await rewrapKeyring(configuration, ['--plain'], () => {});
    const plain = await startComposed(configurationWith(undefined), {});
    expect((await call(plain.url)).status).toBe(200);
    await plain.close();
  });
});
