import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface SignedRequest {
  readonly method: string;
  /** The target of the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ExpectedSigner {
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Verifies Signature Version 4 in the header, as AWS documents it and without the code that signs. Returns the code of
 * the error, or undefined.
 */
export function signatureProblem(
  request: SignedRequest,
  signer: ExpectedSigner,
): string | undefined {
  const { headers, body } = request;
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (match === null) return 'AccessDenied';
  const [, keyId = '', day = '', region = '', service = '', signed = '', signature = ''] = match;
  const token = headers['x-amz-security-token'];
  if (keyId !== signer.accessKeyId || token !== signer.sessionToken) return 'InvalidAccessKeyId';
  if (region !== signer.region || service !== signer.service) return 'AuthorizationHeaderMalformed';
  const date = String(headers['x-amz-date']);
  if (!date.startsWith(day)) return 'AuthorizationHeaderMalformed';
  if (Math.abs(Date.now() - timeOf(date)) > 15 * 60_000) return 'RequestTimeTooSkewed';
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const stated = headers['x-amz-content-sha256'];
  if (stated !== undefined && stated !== bodyHash) return 'XAmzContentSHA256Mismatch';
  const names = signed.split(';');
  const unsigned = Object.keys(headers).filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !names.includes(name),
  );
  if (unsigned.length > 0) return 'AccessDenied';
  const scope = `${day}/${region}/${service}/aws4_request`;
  const canonical = canonicalRequest(request, names, bodyHash);
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<Buffer | string>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${signer.secretAccessKey}`,
  );
  const expected = createHmac('sha256', key).update(text).digest('hex');
  return expected === signature ? undefined : 'SignatureDoesNotMatch';
}

function canonicalRequest(
  { method, url, headers }: SignedRequest,
  names: readonly string[],
  bodyHash: string,
): string {
  const [path = '', query = ''] = url.split('?');
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return `${encoded(name)}=${encoded(value)}`;
    });
  const lines = names.map(
    (name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}\n`,
  );
  return [method, path, pairs.sort().join('&'), lines.join(''), names.join(';'), bodyHash].join(
    '\n',
  );
}

/** Encodes a part of a query, however the client did. */
function encoded(part: string): string {
  return encodeURIComponent(decodeURIComponent(part.replaceAll('+', ' '))).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function timeOf(date: string): number {
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return Date.parse(iso);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
