import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ExpectedSigner, signatureProblem } from '../../src/testing/signature-v4.ts';

interface KmsRequest {
  readonly KeyId?: string;
  readonly Plaintext?: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
}

const SIGNER = {
  service: 'kms',
  region: 'eu-test-1',
  accessKeyId: 'AKIDTEST',
  secretAccessKey: 'secret+of/the=test',
} as const;

const STATUSES: Readonly<Record<string, number>> = { KMSInternalException: 500 };

/** KMS in memory: verifies signatures, and authenticates the encryption context with AES-256-GCM as KMS does. */
export class FakeKms {
  /** The operation and the key of each request. */
  readonly requests: string[] = [];
  /** Returns the code of the error that a request gets, `silence`, or undefined. */
  fault: (operation: string) => string | undefined = () => undefined;
  /** Changes the plain key of a response. */
  distort: (plain: Buffer) => Buffer = (plain) => plain;
  readonly #keys = new Map<string, Buffer>();
  readonly #server: Server;

  constructor(keys: readonly string[], signer: ExpectedSigner = SIGNER) {
    for (const id of keys) this.#keys.set(id, randomBytes(32));
    this.#server = createServer(async (request, response) => {
      const body = await buffer(request);
      const { method = '', url = '', headers } = request;
      const operation = String(headers['x-amz-target']).replace('TrentService.', '');
      const given: KmsRequest = JSON.parse(String(body));
      this.requests.push(`${operation} ${given.KeyId}`);
      const answer = (status: number, content: object) =>
        response
          .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
          .end(JSON.stringify(content));
      const fault = this.fault(operation);
      if (fault === 'silence') return;
      const code = codeOfProblem(signatureProblem({ method, url, headers, body }, signer)) ?? fault;
      const done = code === undefined ? this.#perform(operation, given) : code;
      if (typeof done === 'string') answer(STATUSES[done] ?? 400, { __type: done, message: done });
      else answer(200, done);
    });
  }

  /** Returns the settings of a client that uses the first key. */
  async listen() {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    const [keyId = ''] = this.#keys.keys();
    const { region, accessKeyId, secretAccessKey } = SIGNER;
    return {
      keyId,
      region,
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId, secretAccessKey },
      pause: async () => {},
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Returns the response, or the code of an error. */
  #perform(operation: string, given: KmsRequest): object | string {
    const { KeyId = '', EncryptionContext = {} } = given;
    const key = this.#keys.get(KeyId);
    if (key === undefined) return 'NotFoundException';
    if (operation === 'Encrypt') {
      const plain = Buffer.from(given.Plaintext ?? '', 'base64');
      return { KeyId, CiphertextBlob: seal(KeyId, key, plain, EncryptionContext) };
    }
    if (operation === 'GenerateDataKey') {
      const plain = randomBytes(32);
      const CiphertextBlob = seal(KeyId, key, plain, EncryptionContext);
      return { KeyId, Plaintext: this.distort(plain).toString('base64'), CiphertextBlob };
    }
    if (operation !== 'Decrypt') return 'UnknownOperationException';
    const blob = Buffer.from(given.CiphertextBlob ?? '', 'base64');
    const nameBytes = blob[0] ?? 0;
    if (String(blob.subarray(1, 1 + nameBytes)) !== KeyId) return 'IncorrectKeyException';
    const plain = unseal(key, blob.subarray(1 + nameBytes), EncryptionContext);
    return plain === undefined
      ? 'InvalidCiphertextException'
      : { KeyId, Plaintext: plain.toString('base64') };
  }
}

/** KMS names the problems of signatures in its own way. */
function codeOfProblem(problem: string | undefined): string | undefined {
  if (problem === undefined) return undefined;
  return problem === 'InvalidAccessKeyId'
    ? 'UnrecognizedClientException'
    : 'InvalidSignatureException';
}

function contextBytes(context: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort()));
}

function seal(
  keyId: string,
  key: Buffer,
  plain: Buffer,
  context: Readonly<Record<string, string>>,
): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(contextBytes(context));
  const name = Buffer.from(keyId);
  return Buffer.concat([
    Buffer.from([name.length]),
    name,
    nonce,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString('base64');
}

function unseal(
  key: Buffer,
  blob: Buffer,
  context: Readonly<Record<string, string>>,
): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(0, 12));
    decipher.setAAD(contextBytes(context)).setAuthTag(blob.subarray(-16));
    return Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}
