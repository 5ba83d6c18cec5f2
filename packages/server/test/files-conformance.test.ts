import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFiles } from '@firsthandapi/engine/testing';
import { afterAll } from 'vitest';
import { BucketStorage } from '../src/files/bucket-storage.ts';
import { FolderStorage } from '../src/files/folder-storage.ts';
import { SealedFiles } from '../src/files/sealed-files.ts';
import { generateKeyMaterial } from '../src/keyring/key-material.ts';
import { LocalKeyring } from '../src/keyring/local-keyring.ts';
import { FakeS3 } from '../src/testing/fake-s3.ts';

const DATA_KEY = createSecretKey(randomBytes(32));
const KEYS = { dataKey: async () => DATA_KEY };
const material = generateKeyMaterial();
const keyring = new LocalKeyring({ load: () => material });

const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeFiles(
  'sealed files in a folder',
  () => new SealedFiles(new FolderStorage(folder), keyring, KEYS),
);

const s3 = new FakeS3();
const bucket = new BucketStorage(await s3.listen());
afterAll(async () => {
  bucket.close();
  await s3.close();
});

describeFiles('sealed files in a bucket', () => new SealedFiles(bucket, keyring, KEYS));
