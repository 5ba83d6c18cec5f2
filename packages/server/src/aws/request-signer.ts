import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { AwsCredentials } from './aws-settings.ts';

/** A service, and who calls it. */
export interface SignedService {
  readonly service: 's3' | 'kms';
  readonly region: string;
  readonly credentials: AwsCredentials;
}

/** Signs requests with Signature Version 4. */
export class RequestSigner {
  readonly #service: SignedService;
  /** Signing keys by day, service and region. */
  #signingKeys = new Map<string, ArrayBuffer>();

  constructor(service: SignedService) {
    this.#service = service;
  }

  /** Returns the headers of a signed request, its own among them. */
  async sign(
    url: URL,
    method: string,
    headers: Readonly<Record<string, string>> = {},
    body: readonly Uint8Array[],
  ): Promise<Record<string, string>> {
    const { service, region, credentials } = this.#service;
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    // One is added a day.
    if (this.#signingKeys.size > 2) this.#signingKeys = new Map();
    const signer = new AwsV4Signer({
      service,
      region,
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
      method,
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': digestOf(body) },
      cache: this.#signingKeys,
    });
    return Object.fromEntries((await signer.sign()).headers);
  }
}

function digestOf(body: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of body) hash.update(piece);
  return hash.digest('hex');
}
