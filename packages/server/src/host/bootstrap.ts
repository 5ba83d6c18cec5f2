import {
  type Engine,
  grantUnconfirmed,
  headerReader,
  type Ids,
  type Instant,
  issueOperatorKey,
  type Keyring,
  type KeyWork,
  revokeUnusedKeys,
  UnavailableError,
} from '@firsthandapi/engine';
import { invitationLink, inviteOwner } from '@firsthandapi/engine/account';
import {
  beginFirstKeys,
  endFirstKeys,
  readFirstKeys,
  retryFirstKeys,
} from '../storage/service/first-keys.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { Transact } from './transact-in-time.ts';

/** The first keys of a new server and the invitation of its owner, shown only once. */
export interface FirstKeys {
  readonly organization_id: string;
  readonly live: string;
  readonly test: string;
  /** What the link to the dashboard ends with. It works once, for 7 days. */
  readonly owner_token: string;
}

const FIRST_ORGANIZATION = { name: 'First organization', email: 'owner@firsthandapi.local' };
/** Longer than the creation of the first keys takes. Until then, another process may still show them. */
const CREATION_MS = 60_000;

export interface BootstrapDependencies {
  readonly engine: Engine;
  /** Admits the signup in every mode of `SIGNUP`. */
  readonly signupToken: string;
  readonly store: SqlStore;
  readonly ids: Ids;
  readonly keyring: Keyring;
  readonly transact: Transact;
  readonly now: () => Instant;
  /** Whether other processes may use the database. */
  readonly isShared: boolean;
  /** When this process has begun to create the first keys. An attempt that failed adds to it, and the next one goes on. */
  readonly begun: Set<Instant>;
}

/**
 * Creates the first organization of an empty server, with a live and a test key. Keys that a killed process created and never showed are revoked and replaced. Returns undefined when an
 * organization already exists or another process is creating one.
 */
export async function bootstrap(server: BootstrapDependencies): Promise<FirstKeys | undefined> {
  const { store, begun } = server;
  const known = await store.read(({ organizations }) => organizations.list({ limit: 1 }));
  const begunAt = await store.readSql(readFirstKeys);
  if (begunAt === undefined) {
    if (known.length > 0) return undefined;
    const isOurs = await store.writeSql((session) => beginFirstKeys(session, beginNow(server)));
    return isOurs ? create(server) : undefined;
  }
  const isOfOther = server.isShared && !begun.has(begunAt);
  if (isOfOther && begunAt > server.now() - CREATION_MS) return undefined;
  const isOurs = await store.writeSql((session) =>
    retryFirstKeys(session, begunAt, beginNow(server)),
  );
  if (!isOurs) return undefined;
  return known.length === 0 ? create(server) : replaceUnshown(server);
}

/** Remembered before it is written: a write that fails may have taken effect. */
function beginNow({ begun, now }: BootstrapDependencies): Instant {
  const at = now();
  begun.add(at);
  return at;
}

/** Notes that the operator has seen the first keys. Until then, every start replaces them. */
export function noteFirstKeysShown(store: SqlStore): Promise<void> {
  return store.writeSql(endFirstKeys);
}

async function create(server: BootstrapDependencies): Promise<FirstKeys | undefined> {
  const signup = await signUp(server);
  if (signup === undefined) return undefined;
  const { organization_id, api_key: live } = signup;
  await server.transact((work) => grantUnconfirmed(work, organization_id));
  return issueInTransaction(server, async (work) => ({
    organization_id,
    live,
    test: await issueFirst(work, organization_id, 'test'),
    owner_token: await inviteOwner(work, organization_id),
  }));
}

/** Keeps keys that are in use: they were shown after all. */
async function replaceUnshown(server: BootstrapDependencies): Promise<FirstKeys | undefined> {
  const where = { email: FIRST_ORGANIZATION.email };
  const [first] = await server.store.read(({ organizations }) =>
    organizations.list({ where, limit: 1 }),
  );
  if (first === undefined) return undefined;
  await server.transact((work) => grantUnconfirmed(work, first.id));
  return issueInTransaction(server, async (work) => {
    await revokeUnusedKeys(work, first.id);
    return {
      organization_id: first.id,
      live: await issueFirst(work, first.id, 'live'),
      test: await issueFirst(work, first.id, 'test'),
      owner_token: await inviteOwner(work, first.id),
    };
  });
}

function issueInTransaction<T>(
  { store, ids, keyring, now }: BootstrapDependencies,
  issue: (work: KeyWork) => Promise<T>,
): Promise<T> {
  return store.transact((tables) => issue({ ports: { ids, keyring }, tables, now: now() }));
}

async function issueFirst(
  work: KeyWork,
  organizationId: string,
  environment: 'live' | 'test',
): Promise<string> {
  const key = { environment, name: `First ${environment} key` };
  return (await issueOperatorKey(work, organizationId, key)).secret;
}

interface Signup {
  readonly organization_id: string;
  readonly api_key: string;
}

/**
 * Returns undefined when another process has signed the first organization up.
 *
 * @throws UnavailableError when the service cannot sign anyone up now
 */
async function signUp({ engine, signupToken }: BootstrapDependencies): Promise<Signup | undefined> {
  const response = await engine.handle({
    method: 'POST',
    url: '/v1/auth/signup',
    headers: headerReader({ 'content-type': 'application/json', 'signup-token': signupToken }),
    body: JSON.stringify(FIRST_ORGANIZATION),
    ip: '127.0.0.1',
  });
  if (response.status === 503) throw new UnavailableError('The first organization has to wait');
  return response.status === 201 ? JSON.parse(String(response.body)) : undefined;
}

/** Returns what a new server prints: its address, its organization and keys, and three commands to try. */
export function welcome(
  url: string,
  { organization_id, live, test, owner_token }: FirstKeys,
): string {
  const job =
    '{"type":"data_collection","description":"Photos of coffee cups from above","files_needed":3,"accepted_formats":["image/jpeg"],"price_per_file_cents":50}';
  return `
FirstHandAPI is at ${url} (reference: ${url}/docs)

  organization  ${organization_id}
  live key      ${live}
  test key      ${test}

The keys are shown only now, and so is the link for the owner, who opens it once within 7 days:

  ${invitationLink(url, owner_token)}

Try, with simulated workers who take 15 seconds:

  curl ${url}/v1/billing/credits -H "Authorization: Bearer ${live}"
  curl ${url}/v1/jobs -H "Authorization: Bearer ${test}" -H "Idempotency-Key: first-job" -H "Content-Type: application/json" -d '${job}'
  curl ${url}/v1/jobs -H "Authorization: Bearer ${test}"

`;
}
