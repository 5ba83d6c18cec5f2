import { openApiDocument } from '@firsthandapi/engine/openapi';
import { type OperationId, operations } from '@firsthandapi/spec';
import fc from 'fast-check';
import { type Ids, nounOf } from '../../support/object-owner.ts';
import { bodyOf } from './hostile-body.ts';
import { type Header, headersOf } from './hostile-headers.ts';
import { nastyText } from './hostile-values.ts';
import { arbitraryOf } from './schema-arbitrary.ts';

/** A request as it is sent, with `KEY` in place of the sender's key. */
export interface HostileRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: string | null;
}

/** Placeholder for the id of the sender's own object of a noun. */
function ownId(noun: string): string {
  return `{own:${noun}}`;
}

type Json = Readonly<Record<string, unknown>>;
const paths = openApiDocument.paths as unknown as Readonly<
  Record<string, Readonly<Record<string, Json>>>
>;

/**
 * Requests for any operation of the table, with every part valid, nearly valid or hostile.
 *
 * @param foreign Ids that must stay out of reach.
 */
export function hostileRequest(foreign: readonly Ids[]): fc.Arbitrary<HostileRequest> {
  const perOperation = (Object.keys(operations) as OperationId[]).map((id) =>
    requestFor(id, foreign),
  );
  return fc.oneof(
    { weight: 60, arbitrary: fc.oneof(...perOperation) },
    { weight: 3, arbitrary: strayRequest },
  );
}

function requestFor(
  operationId: OperationId,
  foreign: readonly Ids[],
): fc.Arbitrary<HostileRequest> {
  const { method, path } = operations[operationId];
  const described = paths[path]?.[method.toLowerCase()] ?? {};
  const noun = nounOf(path);
  const known = [...foreign.flatMap((ids) => ids[noun] ?? []), ownId(noun), ownId(noun)];
  return fc.record({
    method: mostly(
      fc.constant(method),
      fc.constantFrom(
        'GET',
        'POST',
        'PUT',
        'DELETE',
        'OPTIONS',
        'HEAD',
        'TRACE',
        'PATCH',
        'get',
        'QUERY',
      ),
    ),
    target: targetOf(path, known, described),
    headers: headersOf,
    body: bodyOf(described.requestBody),
  });
}

function targetOf(path: string, known: readonly string[], described: Json): fc.Arbitrary<string> {
  const id = mostly(
    fc.constantFrom(...known),
    fc.oneof(nastyText.map(encode), nastyText.map(asTarget)),
  );
  return fc
    .tuple(id, queryOf(described))
    .map(([given, query]) => path.replace('{id}', () => given) + query);
}

function queryOf(described: Json): fc.Arbitrary<string> {
  const names = operations[described.operationId as OperationId].queryParameters;
  const name = mostly(
    fc.constantFrom(...(names.length > 0 ? names : ['limit'])),
    nastyText.map(encode),
  );
  const value = fc.oneof(
    fc.constantFrom('1', '20', '100', '101', '-1', '1.5', 'open', 'completed', 'x'),
    arbitraryOf({ type: 'string', format: 'date-time' }).map((date) => encode(String(date))),
    nastyText.map(encode),
    nastyText.map(asTarget),
  );
  const pair = fc.tuple(name, value).map(([one, other]) => `${one}=${other}`);
  const pairs = fc.array(pair, { minLength: 1, maxLength: 3 }).map((all) => `?${all.join('&')}`);
  // An operation without parameters refuses all of them, which needs few samples.
  return names.length === 0 ? mostly(fc.constant(''), pairs) : fc.oneof(fc.constant(''), pairs);
}

/** Requests for the host's own paths, and for unknown ones. */
const strayRequest: fc.Arbitrary<HostileRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'),
  target: fc.oneof(
    fc.constantFrom(
      '/',
      '//',
      '/v1',
      '/v1/',
      '/v1//jobs',
      '/V1/jobs',
      '/v1/jobs/',
      '/v1/jobs/../api_keys',
      '/healthz',
      '/readyz',
      '/metrics',
      '/docs',
      '/openapi.json',
      '/files/',
      '/files/file_1?expires=1&signature=x',
      '/checkout/',
      '/checkout/x?token=',
      '/checkout/done',
      '/payments/stripe',
      '/v1/jobs?limit=1#x',
      '/v1/jobs;a=b',
      '/%76%31/jobs',
      '/v1/jobs%2f',
      '/v1/%',
      'http://elsewhere.example/v1/jobs',
      'http://%/',
      '*',
      '/files/%00',
      '/.env',
      '/files/../keyring.json',
    ),
    nastyText.map((text) => `/${asTarget(text)}`),
    nastyText.map((text) => `/v1/${encode(text)}`),
    nastyText.map(
      (text) => `/files/${encode(text)}?signature=${encode(text)}&expires=${encode(text)}`,
    ),
    nastyText.map((text) => `/checkout/${encode(text)}?token=${encode(text)}`),
  ),
  headers: headersOf,
  body: fc.oneof(fc.constant(null), nastyText),
});

function mostly<T>(right: fc.Arbitrary<T>, hostile: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 8, arbitrary: right }, { weight: 1, arbitrary: hostile });
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Returns the characters of a text that a request line can contain without ending. */
function asTarget(text: string): string {
  return text.replace(/[\s\0]/g, '');
}
