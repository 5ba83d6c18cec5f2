import { recordSystemAudit } from '../audit/record-audit.ts';
import { deleteContent } from '../files/delete-content.ts';
import { URL_VALID_MS } from '../files/signed-url.ts';
import { countQuota } from '../quotas/claim-quota.ts';
import type { DataExportRecord, TaskRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { AfterCommit, TaskHandler } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import { writeExport } from './export-document.ts';
import { type ExportContents, exportSections } from './export-sections.ts';

/** The kind of task that builds an export; its subject is the export. */
export const EXPORT_TASK = 'privacy.export';
/** An export whose process crashed is begun again after this long. */
const LEASE_MS = 10 * 60_000;

/** Schedules the task that builds an export, due at once. */
export function scheduleExport(work: Work, exportId: string): Promise<void> {
  return scheduleAt(work, exportId, work.now);
}

/**
 * Task `privacy.export`: writes the document and makes the export ready for 7 days. Claims it first and writes after the
 * commit, batch by batch, so that no transaction and no other request waits for an organization with many rows.
 *
 * @param sectionsOf what is held on an owner
 */
export function exportHandler(sectionsOf: ExportContents = exportSections): TaskHandler {
  // A lease that ends while this process still writes must not begin a second time.
  const running = new Set<string>();
  return (work, task) => claimExport(work, task, { running, sectionsOf });
}

async function claimExport(
  work: Work,
  { subject: id }: TaskRecord,
  { running, sectionsOf }: { readonly running: Set<string>; readonly sectionsOf: ExportContents },
): Promise<AfterCommit | undefined> {
  const record = await work.tables.data_exports.get(id);
  // Its organization was erased: a process that crashed may have left the document behind.
  if (record === undefined) await deleteContent(work, contentKeyOf(id));
  if (record?.status !== 'pending') return undefined;
  await scheduleAt(work, id, work.now + LEASE_MS);
  if (running.has(id)) return undefined;
  return {
    async run() {
      running.add(id);
      try {
        await buildExport(work, record, sectionsOf);
      } finally {
        running.delete(id);
      }
    },
  };
}

async function buildExport(
  { ports, settings }: Work,
  record: DataExportRecord,
  sectionsOf: ExportContents,
): Promise<void> {
  const { store, clock } = ports;
  const begun = { ports, settings, now: clock.now() };
  const organization = await store.read(({ organizations }) =>
    organizations.get(record.organization_id),
  );
  if (organization === undefined || organization.erased_at !== null) return;
  const content_key = contentKeyOf(record.id);
  const document = { record, organization, sectionsOf };
  const size_bytes = await writeExport(begun, document, content_key);
  const isReady = await store.transact(async (tables) => {
    const current = await tables.data_exports.get(record.id);
    // Erased in the meantime, or written by another process whose lease began.
    if (current?.status !== 'pending') return current?.content_key === content_key;
    const work = { ...begun, tables, now: clock.now() };
    // Counted beforehand, since a first count includes what is ready.
    await countQuota({ ...work, ...scopeOf(record), organization }, 'stored_bytes', size_bytes);
    await tables.data_exports.update({
      ...current,
      status: 'ready',
      content_key,
      size_bytes,
      url_expires_at: work.now + URL_VALID_MS,
      completed_at: work.now,
    });
    const resource = { type: 'data_export', id: record.id };
    await recordSystemAudit(work, scopeOf(record), 'data_export.completed', resource);
    return true;
  });
  if (!isReady) await deleteContent({ ports }, content_key);
}

function contentKeyOf(exportId: string): string {
  return `${exportId}.json`;
}

async function scheduleAt(work: Work, exportId: string, due_at: number): Promise<void> {
  await work.tables.tasks.schedule({
    id: `${EXPORT_TASK}:${exportId}`,
    due_at,
    kind: EXPORT_TASK,
    subject: exportId,
    data: {},
  });
}
