import { randomUUID } from 'node:crypto';
import { type Engine, headerReader } from '@firsthandapi/engine';
import type { SqlStore } from '../storage/sql/sql-store.ts';

/** The first keys of a new server, shown only once. */
export interface FirstKeys {
  readonly organization_id: string;
  readonly live: string;
  readonly test: string;
}

const FIRST_ORGANIZATION = { name: 'First organization', email: 'owner@firsthandapi.local' };

/**
 * Creates the first organization of an empty server, with a live and a test key, through the same operations that
 * clients use. Returns undefined when an organization already exists or another process is creating one.
 */
export async function bootstrap(engine: Engine, store: SqlStore): Promise<FirstKeys | undefined> {
  const known = await store.read(({ organizations }) => organizations.list({ limit: 1 }));
  if (known.length > 0) return undefined;
  const signup = await post(engine, '/v1/auth/signup', FIRST_ORGANIZATION);
  if (signup.status !== 201) return undefined;
  const { organization_id, api_key: live } = signup.body as {
    organization_id: string;
    api_key: string;
  };
  const request = { name: 'First test key', environment: 'test' };
  const created = await post(engine, '/v1/api_keys', request, live);
  if (created.status !== 201)
    throw new Error(`Could not create the first test key: status ${created.status}`);
  return { organization_id, live, test: String(created.body.secret) };
}

async function post(
  engine: Engine,
  path: string,
  body: unknown,
  key?: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await engine.handle({
    method: 'POST',
    url: path,
    headers: headerReader({
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      authorization: key && `Bearer ${key}`,
    }),
    body: JSON.stringify(body),
    ip: '127.0.0.1',
  });
  return { status: response.status, body: JSON.parse(String(response.body)) };
}

/** Returns what a new server prints: its address, its keys, and three commands to try. */
export function welcome(url: string, { live, test }: FirstKeys): string {
  const job =
    '{"type":"data_collection","description":"Photos of coffee cups from above","files_needed":3,"accepted_formats":["image/jpeg"],"price_per_file_cents":50}';
  return `
FirstHandAPI is at ${url} (reference: ${url}/docs)

  live key  ${live}
  test key  ${test}

They are shown only now. Try, with simulated workers who take 15 seconds:

  curl ${url}/v1/billing/credits -H "Authorization: Bearer ${live}"
  curl ${url}/v1/jobs -H "Authorization: Bearer ${test}" -H "Idempotency-Key: first-job" -H "Content-Type: application/json" -d '${job}'
  curl ${url}/v1/jobs -H "Authorization: Bearer ${test}"

`;
}
