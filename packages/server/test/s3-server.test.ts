import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from '@20minutes/s3rver';
import { describeFiles } from '@firsthandapi/engine/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { BucketStorage } from '../src/files/bucket-storage.ts';
import { SealedFiles } from '../src/files/sealed-files.ts';
import { generateKeyMaterial } from '../src/keyring/key-material.ts';
import { LocalKeyring } from '../src/keyring/local-keyring.ts';

/** A server that others wrote: what our own double takes for granted, it may not. */
const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-s3rver-'));
const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: folder,
  configureBuckets: [{ name: 'sealed-files', configs: [] }],
});
const { port } = await server.run();
/** The least that S3 takes. */
const PART_BYTES = 5 * 1_024 * 1_024;
const storage = new BucketStorage(
  {
    bucket: 'sealed-files',
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  },
  { longestWhole: PART_BYTES, part: PART_BYTES },
);
const material = generateKeyMaterial();
const keyring = new LocalKeyring({ load: () => material });
const dataKey = createSecretKey(randomBytes(32));
const files = new SealedFiles(storage, keyring, { dataKey: async () => dataKey });

afterAll(async () => {
  storage.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describeFiles('sealed files in s3rver', () => files);

describe('sealed files in s3rver, in parts', () => {
  it('stores a file in parts, lists, reads and deletes it', async () => {
    const content = randomBytes(PART_BYTES + 1_024 * 1_024 + 1);
    await files.put('large', 'org_1', content);
    const [name = ''] = files.namesOf('large');
    const names: string[] = [];
    for await (const one of storage.list()) names.push(one);
    expect(names).toContain(name);
    const stream = (await files.open('large', 'org_1')) as unknown as AsyncIterable<Uint8Array>;
    expect((await buffer(stream)).equals(content)).toBe(true);
    expect(await storage.rename(name, 'ab/cd')).toBe(true);
    expect(await files.open('large', 'org_1')).toBeUndefined();
    await storage.delete(['ab/cd']);
    expect(await storage.find(['ab/cd'])).toBeUndefined();
  });

  it('reports files as unavailable when the bucket does not exist or the secret is wrong', async () => {
    const settings = {
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      pause: async () => {},
    };
    const absent = new BucketStorage({
      ...settings,
      bucket: 'absent',
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    });
    await expect(absent.find(['ab/cd'])).rejects.toThrow('S3_BUCKET does not exist');
    const mistaken = new BucketStorage({
      ...settings,
      bucket: 'sealed-files',
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'mistaken' },
    });
    await expect(mistaken.find(['ab/cd'])).rejects.toThrow('AWS_SECRET_ACCESS_KEY is wrong');
    absent.close();
    mistaken.close();
  });
});
