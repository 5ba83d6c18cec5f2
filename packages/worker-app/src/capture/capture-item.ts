import type { Job } from '@firsthandapi/spec/worker';
import { captureKind } from '../media/capture-kind.ts';
import type { OutboxItem, Position } from '../outbox/outbox-item.ts';
import type { CapturedFile } from './capture-state.ts';

export interface NewItem {
  readonly job: Job;
  readonly file: CapturedFile;
  /** Its number among the files for the job, from 1. */
  readonly number: number;
  readonly position: Position | null;
  readonly retryOf: string | null;
}

/** Returns the outbox item of a captured file. */
export async function captureItem(capture: NewItem): Promise<OutboxItem> {
  const { job, file, number, position, retryOf } = capture;
  return {
    id: crypto.randomUUID(),
    jobId: job.id,
    jobTitle: job.title ?? '',
    kind: captureKind([file.blob.type]),
    number,
    mimeType: file.blob.type,
    size: file.blob.size,
    sha256: await sha256(file.blob),
    capturedAt: file.at,
    method: file.method,
    position,
    retryOf,
    isSubmitted: false,
    upload: null,
    lostUploads: 0,
    sent: 0,
    state: { kind: 'queued', failures: 0, notBefore: 0 },
  };
}

async function sha256(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
