import { UnavailableError } from '@firsthandapi/engine';
import type { AwsResponse } from '../aws/aws-call.ts';

/** Codes of S3, and what each means for an operator. */
const REASONS: Readonly<Record<string, string>> = {
  AccessDenied: 'access to S3_BUCKET is denied',
  AuthorizationHeaderMalformed: 'the bucket is in another region: set S3_REGION',
  ExpiredToken: 'AWS_SESSION_TOKEN has expired',
  InvalidAccessKeyId: 'AWS_ACCESS_KEY_ID is unknown',
  NoSuchBucket: 'S3_BUCKET does not exist',
  PermanentRedirect: 'the bucket is at another endpoint or in another region: set S3_REGION',
  PreconditionFailed: 'the file was replaced while it was read',
  RequestTimeTooSkewed: "this machine's clock is wrong",
  SignatureDoesNotMatch: 'AWS_SECRET_ACCESS_KEY is wrong',
  SlowDown: 'the bucket asks for fewer requests',
};

/** Codes of refusals that end by themselves. */
const PASSING = ['OperationAborted', 'RequestTimeout', 'SlowDown', 'PreconditionFailed'];

/** Returns the code of an error response; empty when it has none. */
export function codeOfResponse({ body }: AwsResponse): string {
  return textOf(String(body), 'Code') ?? '';
}

/** The bucket does not do what it is asked, and will not without a change of rights, settings or clock. */
export class BucketRefusalError extends UnavailableError {
  readonly isPassing = false;
}

/** Returns what a response that is no success means: the files cannot be used. */
export function s3Problem(response: AwsResponse): UnavailableError {
  const code = codeOfResponse(response);
  const reason =
    REASONS[code] ?? `the bucket responded with ${response.status} ${code.slice(0, 64)}`.trim();
  const message = `The files cannot be used: ${reason}`;
  const { status } = response;
  const isRefusal = status >= 300 && status < 500 && status !== 429 && !PASSING.includes(code);
  return isRefusal ? new BucketRefusalError(message) : new UnavailableError(message);
}

/** Returns the text of the first element with this name, or undefined. The elements that are read have no children. */
export function textOf(xml: string, name: string): string | undefined {
  const start = xml.indexOf(`<${name}>`);
  if (start === -1) return undefined;
  const from = start + name.length + 2;
  const end = xml.indexOf(`</${name}>`, from);
  return end === -1 ? undefined : unescapeXml(xml.slice(from, end));
}

/** Returns the inside of each element with this name. */
export function elementsOf(xml: string, name: string): readonly string[] {
  return xml
    .split(`<${name}>`)
    .slice(1)
    .map((rest) => rest.slice(0, Math.max(0, rest.indexOf(`</${name}>`))));
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
