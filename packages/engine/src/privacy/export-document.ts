import type { DataExportRecord, OrganizationRecord } from '../store/records.ts';
import { timestamp } from '../time/timestamp.ts';
import type { ExportContents, ExportWork } from './export-sections.ts';

/** An export, its owner, and what is held on them. */
export interface ExportDocument {
  readonly record: DataExportRecord;
  readonly organization: OrganizationRecord;
  readonly sectionsOf: ExportContents;
}

/**
 * Writes the document of an export to the host's files, in bounded memory, and returns its size in bytes. It is one JSON
 * object: the export's own fields, then one list for each kind of resource.
 */
export async function writeExport(
  work: ExportWork,
  document: ExportDocument,
  contentKey: string,
): Promise<number> {
  const encoder = new TextEncoder();
  let size = 0;
  async function* encoded() {
    for await (const text of documentText(work, document)) {
      const bytes = encoder.encode(text);
      size += bytes.byteLength;
      yield bytes;
    }
  }
  await work.ports.files.put(contentKey, document.organization.id, encoded());
  return size;
}

async function* documentText(
  work: ExportWork,
  { record, organization, sectionsOf }: ExportDocument,
): AsyncGenerator<string> {
  const head = {
    object: 'data_export_document',
    data_export_id: record.id,
    organization_id: organization.id,
    exported_at: timestamp(work.now),
  };
  yield JSON.stringify(head).slice(0, -1);
  for (const { name, batches } of sectionsOf(work, record, organization)) {
    let separator = `,\n"${name}":[`;
    for await (const batch of batches) {
      if (batch.length === 0) continue;
      yield separator + batch.map((resource) => JSON.stringify(resource)).join(',\n');
      separator = ',\n';
    }
    yield separator === ',\n' ? ']' : `${separator}]`;
  }
  yield '}\n';
}
