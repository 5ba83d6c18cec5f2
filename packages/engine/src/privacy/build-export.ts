import { recordSystemAudit } from '../audit/record-audit.ts';
import { URL_VALID_MS } from '../files/signed-url.ts';
import type { DataExportRecord, OrganizationRecord, TaskRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import { timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { exportSections } from './export-sections.ts';

/** The kind of task that builds an export; its subject is the export. */
export const EXPORT_TASK = 'privacy.export';

/** Schedules the task that builds an export, due at once. */
export async function scheduleExport(work: Work, exportId: string): Promise<void> {
  await work.tables.tasks.schedule({
    id: `${EXPORT_TASK}:${exportId}`,
    due_at: work.now,
    kind: EXPORT_TASK,
    subject: exportId,
    data: {},
  });
}

/** Task `privacy.export`: writes the document and makes the export ready for 7 days. */
export async function buildExport(work: Work, task: TaskRecord): Promise<void> {
  const { data_exports, organizations } = work.tables;
  const record = await data_exports.get(task.subject);
  if (record?.status !== 'pending') return;
  const organization = await organizations.get(record.organization_id);
  if (organization === undefined || organization.erased_at !== null) return;
  const ready: DataExportRecord = {
    ...record,
    status: 'ready',
    content_key: `${record.id}.json`,
    url_expires_at: work.now + URL_VALID_MS,
    completed_at: work.now,
  };
  const document = await writeDocument(work, ready, organization);
  const bytes = new TextEncoder().encode(document);
  await work.ports.files.put(`${record.id}.json`, bytes);
  await data_exports.update({ ...ready, size_bytes: bytes.byteLength });
  const resource = { type: 'data_export', id: record.id };
  await recordSystemAudit(work, scopeOf(record), 'data_export.completed', resource);
}

/** Writes one JSON object: the export's own fields, then one list for each kind of resource. */
async function writeDocument(
  work: Work,
  record: DataExportRecord,
  organization: OrganizationRecord,
): Promise<string> {
  const head = {
    object: 'data_export_document',
    data_export_id: record.id,
    organization_id: organization.id,
    exported_at: timestamp(work.now),
  };
  const parts = [JSON.stringify(head).slice(0, -1)];
  for (const { name, resources } of await exportSections(work, record, organization)) {
    const rows: string[] = [];
    for await (const resource of resources) rows.push(JSON.stringify(resource));
    parts.push(`"${name}":[${rows.join(',\n')}]`);
  }
  return `${parts.join(',\n')}}\n`;
}
