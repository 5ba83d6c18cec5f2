import { presentAuditEvent } from '../audit/present-audit-event.ts';
import { presentTransaction } from '../credits/ledger/present-transaction.ts';
import { presentBalance, readBalance } from '../credits/lots/balance.ts';
import { presentFile } from '../files/present-file.ts';
import { URL_VALID_MS } from '../files/signed-url.ts';
import { presentJob } from '../jobs/present-job.ts';
import { presentApiKey } from '../keys/api-key.ts';
import { presentSettings } from '../organizations/present-settings.ts';
import type { DataExportRecord, Environment, OrganizationRecord } from '../store/records.ts';
import { walkRows } from '../store/rows.ts';
import { presentSubmission } from '../submissions/present-submission.ts';
import { presentUsageRecord } from '../usage/present-usage-record.ts';
import { presentEvent } from '../webhooks/present-event.ts';
import { presentWebhookEndpoint } from '../webhooks/webhook-endpoint.ts';
import type { Work } from '../work/work.ts';
import { presentDataExport } from './present-data-export.ts';
import { presentErasure } from './present-erasure.ts';

/** One list of an export: its name and its resources. */
export interface ExportSection {
  readonly name: string;
  readonly resources: AsyncIterable<unknown> | Iterable<unknown>;
}

/**
 * Returns everything held about the organization, as the API shows it and so without secrets (contract §3). A live
 * key's export covers both environments; a test key cannot see the live one (contract §1), and neither does its export.
 */
export async function exportSections(
  work: Work,
  { environment }: DataExportRecord,
  organization: OrganizationRecord,
): Promise<readonly ExportSection[]> {
  const { tables } = work;
  const organization_id = organization.id;
  const environments: readonly Environment[] = environment === 'live' ? ['live', 'test'] : ['test'];
  const balance = await readBalance(tables, organization_id);

  type Owned = { readonly id: string; readonly environment: Environment };
  async function* owned<R extends Owned>(
    table: Parameters<typeof walkRows<R>>[0],
    present: (row: R) => unknown,
  ) {
    for (const each of environments) {
      const where = { organization_id, environment: each } as never;
      for await (const row of walkRows(table, { where })) {
        yield { environment: row.environment, ...((await present(row)) as object) };
      }
    }
  }
  async function* filesOfJobs() {
    for (const each of environments) {
      const where = { organization_id, environment: each };
      for await (const { id } of walkRows(tables.jobs, { where })) {
        for await (const file of walkRows(tables.files, { where: { job_id: id } })) {
          const downloadable = { ...file, url_expires_at: work.now + URL_VALID_MS };
          yield { environment: each, ...presentFile(work, downloadable) };
        }
      }
    }
  }
  async function* transactions() {
    const rows = walkRows(tables.credit_transactions, { where: { organization_id } });
    for await (const row of rows) yield presentTransaction(row);
  }

  return [
    { name: 'settings', resources: [presentSettings(organization)] },
    { name: 'api_keys', resources: owned(tables.api_keys, presentApiKey) },
    { name: 'jobs', resources: owned(tables.jobs, presentJob) },
    {
      name: 'submissions',
      resources: owned(tables.submissions, (row) => presentSubmission(work, row)),
    },
    { name: 'files', resources: filesOfJobs() },
    {
      name: 'webhook_endpoints',
      resources: owned(tables.webhook_endpoints, presentWebhookEndpoint),
    },
    { name: 'webhook_events', resources: owned(tables.events, (row) => presentEvent(work, row)) },
    { name: 'credit_balance', resources: [presentBalance(balance, work.now)] },
    { name: 'credit_transactions', resources: transactions() },
    { name: 'audit_events', resources: owned(tables.audit_events, presentAuditEvent) },
    { name: 'usage_records', resources: owned(tables.usage_records, presentUsageRecord) },
    {
      name: 'data_exports',
      resources: owned(tables.data_exports, (row) => presentDataExport(work, row)),
    },
    { name: 'erasures', resources: owned(tables.erasures, presentErasure) },
  ];
}
