import { presentAuditEvent } from '../audit/present-audit-event.ts';
import { presentTransaction } from '../credits/ledger/present-transaction.ts';
import { presentBalance, readBalance } from '../credits/lots/balance.ts';
import { presentFile } from '../files/present-file.ts';
import { URL_VALID_MS } from '../files/signed-url.ts';
import { presentJob } from '../jobs/present-job.ts';
import { presentApiKey } from '../keys/api-key.ts';
import { presentMember } from '../members/present-member.ts';
import { presentSettings } from '../organizations/present-settings.ts';
import { presentPasskey } from '../passkeys/passkeys.ts';
import { presentQuotas } from '../quotas/present-quotas.ts';
import type {
  DataExportRecord,
  Environment,
  FileRecord,
  OrganizationRecord,
  Owned,
} from '../store/records.ts';
import { readBatches } from '../store/rows.ts';
import type { RowFilter, Tables } from '../store/store.ts';
import type { RowOf, TableName } from '../store/tables.ts';
import { presentSubmission } from '../submissions/present-submission.ts';
import { presentUsageRecord } from '../usage/present-usage-record.ts';
import { presentEvent } from '../webhooks/present-event.ts';
import { presentWebhookEndpoint } from '../webhooks/webhook-endpoint.ts';
import type { Work } from '../work/work.ts';
import { presentDataExport } from './present-data-export.ts';
import { presentErasure } from './present-erasure.ts';

/** What an export needs: it runs outside of any transaction. */
export type ExportWork = Omit<Work, 'tables'>;

/** One list of an export: its name, and its resources in batches. */
export interface ExportSection {
  readonly name: string;
  readonly batches: AsyncIterable<readonly unknown[]>;
}

/** Returns the lists of what is held on an owner. */
export type ExportContents = (
  work: ExportWork,
  record: DataExportRecord,
  organization: OrganizationRecord,
) => readonly ExportSection[];

/** The tables whose rows belong to one environment of an organization. */
type OwnedTable = { [Name in TableName]: RowOf<Name> extends Owned ? Name : never }[TableName];

/**
 * Returns everything held about the organization, as the API shows it and so without secrets (contract §3). A live
 * key's export covers both environments; a test key cannot see the live one (contract §1), nor can its export.
 */
export function exportSections(
  work: ExportWork,
  { environment }: DataExportRecord,
  organization: OrganizationRecord,
): readonly ExportSection[] {
  const { store } = work.ports;
  const organization_id = organization.id;
  const environments: readonly Environment[] = environment === 'live' ? ['live', 'test'] : ['test'];

  function owned<Name extends OwnedTable>(
    name: Name,
    present: (row: RowOf<Name>, work: Work) => object | Promise<object>,
    only: RowFilter<RowOf<Name>>['where'] = {},
  ) {
    return inEnvironments(environments, (each) => {
      const scope = { organization_id, environment: each } as typeof only;
      const where = { ...scope, ...only };
      return readBatches(store, name, { where }, async (row, tables) => ({
        environment: each,
        ...(await present(row, { ...work, tables })),
      }));
    });
  }
  /** They act for both environments, so that an export of the test environment has none. */
  const members = () =>
    environment === 'live'
      ? readBatches(store, 'members', { where: { organization_id } }, presentMember)
      : none();
  const passkeys = () =>
    environment === 'live'
      ? readBatches(store, 'passkeys', { where: { organization_id } }, (passkey) => ({
          member_id: passkey.member_id,
          ...presentPasskey(passkey),
        }))
      : none();
  const transactions = readBatches(
    store,
    'credit_transactions',
    { where: { organization_id } },
    presentTransaction,
  );
  const balance = async (tables: Tables) =>
    presentBalance(await readBalance(tables, organization_id), work.now);

  const settings = async (tables: Tables) =>
    presentSettings(
      organization,
      await presentQuotas({ ...work, tables, organization_id, environment, organization }),
    );

  return [
    { name: 'settings', batches: one(() => store.read(settings)) },
    { name: 'members', batches: members() },
    { name: 'passkeys', batches: passkeys() },
    { name: 'api_keys', batches: owned('api_keys', presentApiKey, { kind: 'key' }) },
    { name: 'jobs', batches: owned('jobs', presentJob) },
    { name: 'submissions', batches: owned('submissions', (row, w) => presentSubmission(w, row)) },
    { name: 'files', batches: owned('files', presentExportedFile) },
    { name: 'webhook_endpoints', batches: owned('webhook_endpoints', presentWebhookEndpoint) },
    { name: 'webhook_events', batches: owned('events', (row, w) => presentEvent(w, row)) },
    { name: 'credit_balance', batches: one(() => store.read(balance)) },
    { name: 'credit_transactions', batches: transactions },
    { name: 'audit_events', batches: owned('audit_events', presentAuditEvent) },
    { name: 'usage_records', batches: owned('usage_records', presentUsageRecord) },
    { name: 'data_exports', batches: owned('data_exports', (row, w) => presentDataExport(w, row)) },
    { name: 'erasures', batches: owned('erasures', presentErasure) },
  ];
}

/** The links in an export work as long as the export's own. */
function presentExportedFile(file: FileRecord, work: Work): object {
  return presentFile(work, { ...file, url_expires_at: work.now + URL_VALID_MS });
}

async function* inEnvironments(
  environments: readonly Environment[],
  batchesOf: (environment: Environment) => AsyncIterable<readonly unknown[]>,
): AsyncGenerator<readonly unknown[]> {
  for (const environment of environments) yield* batchesOf(environment);
}

async function* none(): AsyncGenerator<readonly unknown[]> {}

/** A list of a single resource. */
export async function* one(present: () => Promise<unknown>): AsyncGenerator<readonly unknown[]> {
  yield [await present()];
}
