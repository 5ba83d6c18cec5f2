import type { DataExport } from '@firsthandapi/spec';
import { signedUrl } from '../files/signed-url.ts';
import type { DataExportRecord } from '../store/records.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

/**
 * Returns a data export as clients see it. It is expired from the moment its link is, even before its content is swept.
 */
export function presentDataExport(work: Work, record: DataExportRecord): DataExport {
  const { url_expires_at } = record;
  const hasLapsed = url_expires_at !== null && url_expires_at <= work.now;
  const isReady = record.status === 'ready' && url_expires_at !== null && !hasLapsed;
  return {
    object: 'data_export',
    id: record.id,
    status: record.status === 'ready' && hasLapsed ? 'expired' : record.status,
    created_at: timestamp(record.created_at),
    completed_at: nullableTimestamp(record.completed_at),
    download_url: isReady ? signedUrl(work, record.id, url_expires_at) : null,
    download_url_expires_at: isReady ? timestamp(url_expires_at) : null,
    size_bytes: isReady ? record.size_bytes : null,
  };
}
