import { SCOPES } from '@firsthandapi/spec';
import { recordSystemAudit } from '../audit/record-audit.ts';
import { notFound } from '../errors/api-error.ts';
import type { Environment } from '../store/records.ts';
import { walkRows } from '../store/rows.ts';
import type { Work } from '../work/work.ts';
import { type IssuedApiKey, issueApiKey, revokeKey } from './api-key.ts';

/** What issuing a key needs: no whole engine, since an operator's command issues keys too. */
export type KeyWork = Pick<Work, 'tables' | 'now'> & {
  readonly ports: Pick<Work['ports'], 'ids' | 'keyring'>;
};

/**
 * Issues a key with all scopes on behalf of the server's operator, for an organization that lost its own (contract §1).
 *
 * @throws ApiError 404 when there is no such organization, or it was erased.
 */
export async function issueOperatorKey(
  given: KeyWork,
  organizationId: string,
  { environment, name }: { readonly environment: Environment; readonly name: string },
): Promise<IssuedApiKey> {
  const work = given as Work;
  const organization = await work.tables.organizations.get(organizationId);
  if (organization === undefined || organization.erased_at !== null) {
    throw notFound('organization', organizationId);
  }
  const issued = await issueApiKey(work, {
    organization_id: organizationId,
    environment,
    name,
    scopes: SCOPES,
    expires_at: null,
  });
  const scope = { organization_id: organizationId, environment };
  await recordSystemAudit(work, scope, 'api_key.created', {
    type: 'api_key',
    id: issued.record.id,
  });
  return issued;
}

/** Revokes the organization's keys that no request has used. */
export async function revokeUnusedKeys(given: KeyWork, organizationId: string): Promise<void> {
  const work = given as Work;
  const where = {
    organization_id: organizationId,
    kind: 'key',
    last_used_at: null,
    revoked_at: null,
  } as const;
  for await (const key of walkRows(work.tables.api_keys, { where })) {
    await revokeKey(work, key);
    const resource = { type: 'api_key', id: key.id };
    await recordSystemAudit(work, key, 'api_key.revoked', resource);
  }
}
