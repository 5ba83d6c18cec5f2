import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ERROR_TYPES, type OperationId, operations } from '../generated/index.ts';
import * as schemas from '../generated/schemas.ts';

const ROOT = new URL('../vectors/', import.meta.url);

interface Case {
  readonly name: string;
  readonly operation?: OperationId;
  readonly payload?: object | null;
  readonly request?: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
  readonly response?: { status: number };
  readonly error?: { class?: string; type?: string; status?: number };
  readonly code?: string | null;
}
interface VectorFile {
  readonly about: string;
  readonly cases?: readonly Case[];
  readonly texts?: readonly Case[];
  readonly data?: readonly Case[];
}

const names = readdirSync(ROOT).filter((name) => name.endsWith('.json'));
const files = new Map(
  names.map((name) => [name, JSON.parse(readFileSync(new URL(name, ROOT), 'utf8')) as VectorFile]),
);
const schemasByName = new Map(Object.entries(schemas));

/** The schema of a request body, by its name in the specification. */
function schemaOf(name: string): ReturnType<typeof schemas.CreateJobRequest> {
  return (schemasByName.get(name) as typeof schemas.CreateJobRequest)();
}

const casesOf = (name: string) => files.get(name)?.cases ?? [];
const requests = ['requests.json', 'encoding.json'].flatMap(casesOf);

describe('the shared vectors', () => {
  test.each(names)('say what they are about, and name each case once: %s', (name) => {
    const { about, cases = [], texts = [], data = [] } = files.get(name) as VectorFile;
    expect(about).toMatch(/\.$/);
    const all = [...cases, ...texts, ...data].map(({ name }) => name);
    expect(all.length).toBeGreaterThan(0);
    expect(new Set(all).size).toBe(all.length);
  });

  test('are all described in their README', () => {
    const readme = readFileSync(new URL('README.md', ROOT), 'utf8');
    for (const name of names) expect(readme).toContain(`\`${name}\``);
  });

  test.each(requests)('agree with the specification: $name', ({ operation, request, payload }) => {
    const specified = operations[operation as OperationId];
    const { method, path, body, bodyRequired, idempotent, authenticated, queryParameters } =
      specified;
    expect(request?.method).toBe(method);
    const [target, query = ''] = (request?.path ?? '').split('?');
    expect(target?.split('/').length).toBe(path.split('/').length);
    for (const name of new URLSearchParams(query).keys()) expect(queryParameters).toContain(name);
    expect('authorization' in (request?.headers ?? {})).toBe(authenticated);
    if (idempotent) expect(request?.headers['idempotency-key']).toBeTypeOf('string');
    const isLeftOut = !bodyRequired && payload === null;
    if (body === null || isLeftOut) expect(request?.body).toBeNull();
    else expect(schemaOf(body).safeParse(payload).error).toBeUndefined();
    if (body !== null && !isLeftOut) {
      expect(JSON.parse(request?.body ?? '')).toEqual(payload);
    }
  });

  test('have every error type with each of its statuses', () => {
    const documented = Object.entries(ERROR_TYPES).flatMap(([type, statuses]) =>
      statuses.map((status) => `${type} ${status}`),
    );
    const covered = casesOf('errors.json').map(({ error }) => `${error?.type} ${error?.status}`);
    expect(covered).toEqual(expect.arrayContaining(documented));
  });

  test('have every refusal that depends on a delivery alone', () => {
    const signatures = new Set(casesOf('webhook-signatures.json').map(({ code }) => code));
    expect([...signatures].sort()).toEqual(
      [
        ...['bad_option', 'bad_secret', 'malformed_header', 'missing_header', 'no_match'],
        ...['no_signature', null, 'timestamp_too_new', 'timestamp_too_old'],
      ].sort(),
    );
    const events = new Set(casesOf('webhook-events.json').map(({ code }) => code));
    expect(events).toEqual(new Set([null, 'invalid_json', 'invalid_event']));
  });
});
