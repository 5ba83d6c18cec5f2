import { UnavailableError } from '@firsthandapi/engine';
import { z } from 'zod';
import { isPassing } from '../failures/passing-error.ts';
import { AwsClient } from './aws-client.ts';
import type { KmsSettings } from './aws-settings.ts';
import { KmsError } from './kms-error.ts';
import { isThrottled, jsonOf, kmsProblem } from './kms-response.ts';

/** What a key was wrapped for. KMS authenticates it, and logs it. */
export type EncryptionContext = Readonly<Record<string, string>>;

const wrappedKey = z.object({ CiphertextBlob: z.base64() });
const plainKey = z.object({ Plaintext: z.base64() });

/** Wraps and unwraps keys at AWS KMS or a service that speaks its protocol. Every method throws a `KmsError`. */
export class KmsClient {
  readonly keyId: string;
  readonly #client: AwsClient;

  constructor(settings: KmsSettings) {
    const { keyId, region, endpoint = `https://kms.${region}.amazonaws.com` } = settings;
    const { credentials, attemptMs = 3_000, pause } = settings;
    this.keyId = keyId;
    this.#client = new AwsClient({
      service: 'kms',
      region,
      endpoint,
      credentials,
      isTransient: isThrottled,
      attemptMs,
      pause,
    });
  }

  /** Returns a new key of 256 bits, in plain and wrapped. */
  async generate(context: EncryptionContext): Promise<{ key: Buffer; wrapped: string }> {
    const given = { KeyId: this.keyId, KeySpec: 'AES_256', EncryptionContext: context };
    const response = await this.#call('GenerateDataKey', given, wrappedKey.extend(plainKey.shape));
    return { key: Buffer.from(response.Plaintext, 'base64'), wrapped: response.CiphertextBlob };
  }

  /** Wraps a key that exists. */
  async wrap(context: EncryptionContext, key: Buffer): Promise<string> {
    const given = {
      KeyId: this.keyId,
      Plaintext: key.toString('base64'),
      EncryptionContext: context,
    };
    return (await this.#call('Encrypt', given, wrappedKey)).CiphertextBlob;
  }

  /** Unwraps what was wrapped for the same context under `keyId`. Default: the key of the settings. */
  async unwrap(context: EncryptionContext, wrapped: string, keyId = this.keyId): Promise<Buffer> {
    const given = { KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: context };
    return Buffer.from((await this.#call('Decrypt', given, plainKey)).Plaintext, 'base64');
  }

  /** Closes idle connections. */
  close(): void {
    this.#client.close();
  }

  async #call<T>(operation: string, given: object, schema: z.ZodType<T>): Promise<T> {
    const response = await this.#client
      .call({
        operation,
        method: 'POST',
        path: '/',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `TrentService.${operation}`,
        },
        body: [Buffer.from(JSON.stringify(given))],
      })
      .catch((error) => {
        if (!(error instanceof UnavailableError)) throw error;
        throw new KmsError(`KMS cannot be used: ${error.message}`, isPassing(error), {
          cause: error,
        });
      });
    const parsed = response.status === 200 ? schema.safeParse(jsonOf(response)) : undefined;
    if (parsed?.success) return parsed.data;
    throw kmsProblem(response);
  }
}
