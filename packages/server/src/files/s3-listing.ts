import { UnavailableError } from '@firsthandapi/engine';
import type { AwsResponse } from '../aws/aws-call.ts';
import { codeOfResponse, elementsOf, s3Problem, textOf } from './s3-problem.ts';
import type { S3Requests } from './s3-requests.ts';

/** The longest page of a list. */
export const LIST_BYTES = 4 * 1_024 * 1_024;

/** Yields the keys that begin with a prefix. */
export async function* listKeys(requests: S3Requests, prefix: string): AsyncGenerator<string> {
  const followed = new Set<string | undefined>();
  let token: string | undefined;
  do {
    // The same pages again, and forever.
    if (followed.has(token)) throw listingProblem('repeats a page of its list');
    followed.add(token);
    const xml = await listPage(requests, prefix, 1_000, token);
    for (const entry of elementsOf(xml, 'Contents')) yield textOf(entry, 'Key') ?? '';
    token = textOf(xml, 'NextContinuationToken');
  } while (token !== undefined);
}

/** Returns a page of the keys that begin with a prefix. */
export async function listPage(
  requests: S3Requests,
  prefix: string,
  most: number,
  token?: string,
): Promise<string> {
  const response = await requests.call({
    operation: 'list',
    method: 'GET',
    path: requests.root,
    query: {
      'list-type': '2',
      'max-keys': String(most),
      prefix,
      ...(token !== undefined && { 'continuation-token': token }),
    },
    longestResponse: LIST_BYTES,
  });
  return listingOf(response, 'ListBucketResult');
}

function listingProblem(problem: string): UnavailableError {
  return new UnavailableError(`The files cannot be used: the bucket ${problem}`);
}

/** Returns the text of a list. Anything else with a status of 200 would be taken for a bucket that is empty. */
export function listingOf(response: AwsResponse, element: string): string {
  requireSuccess(response);
  const xml = String(response.body);
  if (xml.includes(`</${element}>`)) return xml;
  throw codeOfResponse(response) === '' ? listingProblem('returns no list') : s3Problem(response);
}

/** Throws an `UnavailableError` that says what is wrong, unless the response is a success. */
export function requireSuccess(response: AwsResponse): void {
  if (response.status < 200 || response.status > 299) throw s3Problem(response);
}
