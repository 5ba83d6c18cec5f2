import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFiles } from '@firsthandapi/engine/testing';
import { afterAll } from 'vitest';
import { generateKeyMaterial } from '../keyring/key-material.ts';
import { LocalKeyring } from '../keyring/local-keyring.ts';
import { FolderStorage } from './folder-storage.ts';
import { SealedFiles } from './sealed-files.ts';

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
