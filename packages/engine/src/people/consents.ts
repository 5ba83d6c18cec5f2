import type { Consent } from '@firsthandapi/spec/worker';
import { ApiError } from '../errors/api-error.ts';
import type { ConsentDocument, ConsentRecord } from '../store/records.ts';
import { timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { currentDocuments } from './documents.ts';

/** The version of the statement of age: 18 or older. */
const AGE_VERSION = '18';
/** More versions of documents than anybody has agreed to. */
const MOST_CONSENTS = 200;

/** What a worker still has to state or agree to before they can work. */
export type MissingConsent = 'age_statement' | 'terms' | 'privacy';

/** A worker's consents, the latest of each document first. */
export async function consentsOf(
  { tables }: Pick<Work, 'tables'>,
  organization_id: string,
): Promise<readonly ConsentRecord[]> {
  const consents = await tables.consents.list({ where: { organization_id }, limit: MOST_CONSENTS });
  return [...consents].sort((one, other) => other.given_at - one.given_at);
}

/** Returns what is missing: the statement of age, and consent to the current version of each document. */
export function missingOf(
  { settings }: Pick<Work, 'settings'>,
  consents: readonly ConsentRecord[],
): readonly MissingConsent[] {
  const has = (document: ConsentDocument, version: string) =>
    consents.some(
      (one) => one.document === document && one.version === version && one.withdrawn_at === null,
    );
  const missing: MissingConsent[] = isAdult(consents) ? [] : ['age_statement'];
  for (const { document, version } of currentDocuments(settings)) {
    if (!has(document, version)) missing.push(document);
  }
  return missing;
}

/** Whether they stated that they are 18 or older. No date of birth is kept. */
export function isAdult(consents: readonly ConsentRecord[]): boolean {
  return consents.some(
    ({ document, withdrawn_at }) => document === 'age_statement' && withdrawn_at === null,
  );
}

/** Throws 403 that names what is missing before a worker can work. */
export async function requireOnboarded(work: Work, workerId: string): Promise<void> {
  const missing = missingOf(work, await consentsOf(work, workerId));
  if (missing.length === 0) return;
  throw new ApiError('authorization_error', `Before you can work: ${missing.join(', ')}`, {
    details: missing.map((message) => ({ field: 'missing', message })),
  });
}

/** Records a statement of age, or takes it back. Repeating it changes nothing. */
export async function stateAge(work: Work, workerId: string, isAdult: boolean): Promise<void> {
  if (isAdult) return recordConsent(work, workerId, 'age_statement', AGE_VERSION);
  const stated = await work.tables.consents.get(idOf(workerId, 'age_statement', AGE_VERSION));
  if (stated === undefined || stated.withdrawn_at !== null) return;
  await work.tables.consents.update({ ...stated, withdrawn_at: work.now });
}

/** Records consent to the current version of a document. Throws a conflict for any other version. */
export async function giveConsent(
  work: Work,
  workerId: string,
  document: 'terms' | 'privacy',
  version: string,
): Promise<void> {
  const current = currentDocuments(work.settings).find((one) => one.document === document);
  if (current?.version !== version) {
    throw new ApiError(
      'conflict',
      `The current version of '${document}' is ${current?.version}; read it and agree to it`,
      { details: [{ field: 'version', message: `must be ${current?.version}` }] },
    );
  }
  await recordConsent(work, workerId, document, version);
}

export function presentConsent(
  { settings }: Pick<Work, 'settings'>,
  { document, version, given_at }: ConsentRecord,
): Consent {
  const isCurrent = currentDocuments(settings).some(
    (one) => one.document === document && one.version === version,
  );
  return {
    object: 'consent',
    document: document as Consent['document'],
    version,
    is_current: isCurrent,
    given_at: timestamp(given_at),
  };
}

async function recordConsent(
  { tables, now }: Work,
  organization_id: string,
  document: ConsentDocument,
  version: string,
): Promise<void> {
  const id = idOf(organization_id, document, version);
  const given = await tables.consents.get(id);
  if (given !== undefined && given.withdrawn_at === null) return;
  const record = { id, organization_id, document, version, given_at: now, withdrawn_at: null };
  await (given === undefined ? tables.consents.insert(record) : tables.consents.update(record));
}

function idOf(workerId: string, document: ConsentDocument, version: string): string {
  return `${workerId}:${document}:${version}`;
}
