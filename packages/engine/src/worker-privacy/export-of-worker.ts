import { presentAuditEvent } from '../audit/present-audit-event.ts';
import { presentPasskey } from '../passkeys/passkeys.ts';
import { presentAssignment } from '../people/present-assignment.ts';
import { presentEarnings, presentMovement, presentPayout } from '../people/present-earnings.ts';
import { presentResult } from '../people/present-result.ts';
import { presentTrust } from '../people/present-trust.ts';
import { presentWorker } from '../people/present-worker.ts';
import { presentSession } from '../people/sessions.ts';
import { presentUpload } from '../people/uploads.ts';
import { type ExportContents, exportSections, one } from '../privacy/export-sections.ts';
import { presentDataExport } from '../privacy/present-data-export.ts';
import type { WorkerRecord } from '../store/records.ts';
import { readBatches } from '../store/rows.ts';
import type { RowFilter } from '../store/store.ts';
import type { RowOf, TableName } from '../store/tables.ts';
import { timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

const NO_SESSION = '';

/** Returns what is held on the owner of an export, a worker or an organization. */
export const exportOfOwner: ExportContents = (work, record, organization) =>
  organization.id.startsWith('wkr_')
    ? exportOfWorker(work, record, organization)
    : exportSections(work, record, organization);

/** Returns everything that is held on a worker, as their own operations show it and so without secrets. */
const exportOfWorker: ExportContents = (work, _record, { id: worker_id }) => {
  const { store } = work.ports;
  const owned = { where: { organization_id: worker_id } };
  const own = { where: { worker_id } };
  function all<Name extends TableName>(
    name: Name,
    filter: object,
    present: (row: RowOf<Name>, work: Work) => object | Promise<object>,
  ) {
    return readBatches(store, name, filter as RowFilter<RowOf<Name>>, (row, tables) =>
      present(row, { ...work, tables }),
    );
  }
  const single = (present: (work: Work, worker: WorkerRecord) => Promise<object>) =>
    one(() =>
      store.read(async (tables) => {
        const worker = await tables.workers.get(worker_id);
        return worker && present({ ...work, tables }, worker);
      }),
    );
  return [
    { name: 'worker', batches: single(presentWorker) },
    {
      name: 'device',
      batches: one(() =>
        store.read(
          async ({ worker_accounts }) => (await worker_accounts.get(worker_id))?.device_info,
        ),
      ),
    },
    {
      name: 'consents',
      batches: all('consents', owned, ({ document, version, given_at, withdrawn_at }) => ({
        document,
        version,
        given_at: timestamp(given_at),
        withdrawn_at: withdrawn_at && timestamp(withdrawn_at),
      })),
    },
    {
      name: 'sessions',
      batches: all('api_keys', owned, (session) => presentSession(session, NO_SESSION)),
    },
    { name: 'passkeys', batches: all('passkeys', owned, presentPasskey) },
    {
      name: 'assignments',
      batches: all('assignments', own, async (row, w) =>
        presentAssignment(w, row, await w.tables.jobs.get(row.job_id)),
      ),
    },
    {
      name: 'submissions',
      batches: all('submissions', own, async (row, w) => ({
        ...(await presentResult(w, row)),
        position: row.position,
      })),
    },
    { name: 'uploads', batches: all('uploads', owned, (row, w) => presentUpload(w, row)) },
    { name: 'trust', batches: single(presentTrust) },
    { name: 'earnings', batches: single((w) => presentEarnings(w, worker_id)) },
    {
      name: 'earning_entries',
      batches: all('worker_entries', { ...own, atLeast: { amount_cents: 1 } }, (row, w) =>
        presentMovement(w, row),
      ),
    },
    { name: 'payouts', batches: all('payouts', own, presentPayout) },
    { name: 'audit_events', batches: all('audit_events', owned, presentAuditEvent) },
    {
      name: 'data_exports',
      batches: all('data_exports', owned, (row, w) => presentDataExport(w, row)),
    },
  ];
};
