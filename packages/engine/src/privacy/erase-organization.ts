import { listOpenLots } from '../credits/lots/balance.ts';
import { expireLot } from '../credits/lots/expire-lot.ts';
import { deleteContent } from '../files/delete-content.ts';
import { cancelActiveJob, endSettling } from '../jobs/change-job.ts';
import { ACTIVE_STATUSES } from '../jobs/job-status.ts';
import { revokeKey } from '../keys/api-key.ts';
import { deleteEvent } from '../retention/delete-event.ts';
import { purgeJob } from '../retention/purge-job.ts';
import type { OrganizationRecord } from '../store/records.ts';
import { rowsUntilGone } from '../store/rows.ts';
import type { Scope } from '../store/scope.ts';
import type { Work } from '../work/work.ts';

/**
 * Erases one environment of an organization, its keys last, so that the caller can watch until they stop working.
 * Yields the category of each row; it can be stopped after any row and resumed later.
 */
export async function* eraseEnvironment(work: Work, scope: Scope): AsyncGenerator<string> {
  const { tables } = work;
  const where = { organization_id: scope.organization_id, environment: scope.environment };
  const active = { where: { ...where, status: ACTIVE_STATUSES } };
  for await (const job of rowsUntilGone(tables.jobs, active)) {
    await cancelActiveJob(work, job, { leases: 'ended' });
  }
  for await (const job of rowsUntilGone(tables.jobs, { where })) {
    yield* purgeJob(work, job);
    const submissions = { where: { job_id: job.id } };
    for await (const { id } of rowsUntilGone(tables.submissions, submissions)) {
      await tables.submissions.delete(id);
    }
    await tables.jobs.delete(job.id);
    yield 'jobs';
  }
  for await (const { id } of rowsUntilGone(tables.webhook_endpoints, { where })) {
    await tables.webhook_endpoints.delete(id);
    yield 'webhook_endpoints';
  }
  for await (const event of rowsUntilGone(tables.events, { where })) {
    await deleteEvent(work, event);
    yield 'webhook_events';
  }
  for await (const { id, content_key } of rowsUntilGone(tables.data_exports, { where })) {
    await deleteContent(work, content_key);
    await tables.data_exports.delete(id);
    yield 'data_exports';
  }
  for await (const { id } of rowsUntilGone(tables.quota_usage, { where })) {
    await tables.quota_usage.delete(id);
  }
  yield* eraseLogs(work, where);
  for await (const key of rowsUntilGone(tables.api_keys, { where })) {
    await revokeKey(work, key);
    await tables.api_keys.delete(key.id);
    yield 'api_keys';
  }
}

async function* eraseLogs({ tables }: Work, where: Scope): AsyncGenerator<string> {
  for await (const { id } of rowsUntilGone(tables.usage_records, { where })) {
    await tables.usage_records.delete(id);
    yield 'usage';
  }
  for await (const { id } of rowsUntilGone(tables.audit_events, { where })) {
    await tables.audit_events.delete(id);
    yield 'audit_log';
  }
  for await (const { id } of rowsUntilGone(tables.idempotency, { where })) {
    await tables.idempotency.delete(id);
    yield 'idempotency_keys';
  }
}

/**
 * Erases a whole organization: both environments and its profile. Its credits lapse first, so that the books that the
 * law requires to be kept close at zero, and nothing is bought or announced for it any more.
 */
export async function* eraseOrganization(
  work: Work,
  organization: OrganizationRecord,
): AsyncGenerator<string> {
  const { organizations } = work.tables;
  await organizations.update({ ...organization, ...NO_SETTINGS });
  yield* eraseEnvironment(work, { organization_id: organization.id, environment: 'test' });
  await endLiveJobs(work, organization.id);
  for (const lot of await listOpenLots(work.tables, organization.id)) await expireLot(work, lot);
  yield* eraseEnvironment(work, { organization_id: organization.id, environment: 'live' });
  const members = { where: { organization_id: organization.id } };
  for await (const { id } of rowsUntilGone(work.tables.passkeys, members)) {
    await work.tables.passkeys.delete(id);
    yield 'passkeys';
  }
  for await (const { id } of rowsUntilGone(work.tables.authenticators, members)) {
    await work.tables.authenticators.delete(id);
    yield 'authenticators';
  }
  for await (const { id } of rowsUntilGone(work.tables.members, members)) {
    await work.tables.members.delete(id);
    yield 'members';
  }
  await organizations.update({ ...organization, ...NO_SETTINGS, ...anonymous(organization, work) });
  yield 'organization';
}

/** Ends live jobs, so that holds have returned to their lots before the lots lapse. */
async function endLiveJobs(work: Work, organization_id: string): Promise<void> {
  const { jobs } = work.tables;
  const owned = { organization_id, environment: 'live' as const };
  for await (const job of rowsUntilGone(jobs, { where: { ...owned, status: ACTIVE_STATUSES } })) {
    await cancelActiveJob(work, job, { leases: 'ended' });
  }
  for await (const job of rowsUntilGone(jobs, { where: { ...owned, is_settling: true } })) {
    await endSettling(work, job);
  }
}

const NO_SETTINGS = {
  mailbox: null,
  email_confirmation: null,
  billing_contact: null,
  default_type: null,
  default_price_per_file_cents: null,
  low_balance_threshold_cents: null,
  auto_topup_enabled: false,
  auto_topup_threshold_cents: null,
  auto_topup_amount_cents: null,
} satisfies Partial<OrganizationRecord>;

/** The replacement address cannot exist, and the original one can sign up again. */
function anonymous({ id }: OrganizationRecord, { now }: Work): Partial<OrganizationRecord> {
  return {
    name: '[erased]',
    email: `${id}@erased.invalid`,
    updated_at: now,
    erased_at: now,
  };
}
