import { UnavailableError } from '@firsthandapi/engine';
import { z } from 'zod';
import { isPassing } from '../failures/passing-error.ts';
import { AwsClient, type AwsResponse } from './aws-client.ts';
import type { KmsSettings } from './aws-settings.ts';

/** What a key was wrapped for. KMS authenticates it, and logs it. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** KMS cannot be used, or does not do what it is asked. The message says why, and never contains a key. */
export class KmsError extends Error {
  override readonly name = 'KmsError';
  /** Whether a later attempt may succeed although nobody has changed anything. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isPassing = isPassing;
  }
}

const THROTTLING = ['ThrottlingException', 'LimitExceededException'];
/** Codes of KMS, and what each means for an operator. */
const REASONS: Readonly<Record<string, string>> = {
  AccessDeniedException: 'access to KMS_KEY_ID is denied',
  DisabledException: 'KMS_KEY_ID is disabled',
  ExpiredTokenException: 'AWS_SESSION_TOKEN has expired',
  IncorrectKeyException:
    'the keyring is wrapped under another key; run rewrap-keyring, or set KMS_KEY_ID to that key',
  InvalidCiphertextException:
    'a key of the keyring was altered, or wrapped for another purpose or under a key of another account',
  InvalidSignatureException: 'AWS_SECRET_ACCESS_KEY is wrong, or the clock of this machine',
  KMSInvalidStateException: 'KMS_KEY_ID is pending deletion or unavailable',
  LimitExceededException: 'it asks for fewer requests',
  NotFoundException: 'KMS_KEY_ID does not exist in KMS_REGION',
  ThrottlingException: 'it asks for fewer requests',
  UnrecognizedClientException: 'AWS_ACCESS_KEY_ID or AWS_SESSION_TOKEN is wrong',
};

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
      isTransient: (response) => THROTTLING.includes(codeOf(response)),
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
    const code = codeOf(response);
    const reason = REASONS[code] ?? `it responded with ${response.status} ${code}`.trim();
    throw new KmsError(`KMS cannot be used: ${reason}`, isPassingResponse(response));
  }
}

/** By then it has been asked several times, and asks for more time. */
function isPassingResponse(response: AwsResponse): boolean {
  return response.status >= 500 || response.status === 429 || THROTTLING.includes(codeOf(response));
}

/** Codes may come with a namespace: `com.amazonaws.kms#NotFoundException`. */
function codeOf(response: AwsResponse): string {
  const parsed = z.object({ __type: z.string().max(200) }).safeParse(jsonOf(response));
  return parsed.success ? (parsed.data.__type.split('#').at(-1) ?? '') : '';
}

function jsonOf({ body }: AwsResponse): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
