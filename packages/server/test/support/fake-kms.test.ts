import { randomBytes } from 'node:crypto';
import {
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import { afterAll, describe, expect, it } from 'vitest';
import { FakeKms } from './fake-kms.ts';

const kms = new FakeKms(['key-1', 'key-2']);
const { endpoint, region, credentials, keyId } = await kms.listen();
const client = new KMSClient({ endpoint, region, credentials, maxAttempts: 1 });
afterAll(async () => {
  client.destroy();
  await kms.close();
});

describe('the double of KMS, called by the official client', () => {
  const context = { service: 'firsthandapi', purpose: 'pepper', version: '1' };

  it('generates data keys that decrypt under their context', async () => {
    const made = await client.send(
      new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: context }),
    );
    expect(made.Plaintext).toHaveLength(32);
    const opened = await client.send(
      new DecryptCommand({
        CiphertextBlob: made.CiphertextBlob,
        KeyId: keyId,
        EncryptionContext: context,
      }),
    );
    expect(opened.Plaintext).toEqual(made.Plaintext);
  });

  it('refuses another context, another key and another signature with the codes of KMS', async () => {
    const plain = randomBytes(32);
    const { CiphertextBlob } = await client.send(
      new EncryptCommand({ KeyId: keyId, Plaintext: plain, EncryptionContext: context }),
    );
    const decrypt = (change: object) =>
      client.send(
        new DecryptCommand({ CiphertextBlob, KeyId: keyId, EncryptionContext: context, ...change }),
      );
    const { Plaintext } = await decrypt({});
    expect(Buffer.from(Plaintext ?? []).equals(plain)).toBe(true);
    await expect(decrypt({ EncryptionContext: {} })).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
    await expect(decrypt({ KeyId: 'key-2' })).rejects.toMatchObject({
      name: 'IncorrectKeyException',
    });
    await expect(decrypt({ KeyId: 'key-3' })).rejects.toMatchObject({ name: 'NotFoundException' });
    const stranger = new KMSClient({
      endpoint,
      region,
      credentials: { ...credentials, secretAccessKey: 'mistaken' },
      maxAttempts: 1,
    });
    const stolen = stranger.send(new DecryptCommand({ CiphertextBlob, KeyId: keyId }));
    await expect(stolen).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    stranger.destroy();
  });
});
