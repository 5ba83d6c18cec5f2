import type { OutboxItem } from '../outbox-item.ts';

/** Returns a photo that was just captured, with fields replaced as given. */
export function capturedItem(fields: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id: 'item-1',
    jobId: 'job_1',
    jobTitle: 'Coffee cups from above',
    kind: 'photo',
    number: 1,
    mimeType: 'image/jpeg',
    size: 10,
    sha256: '00',
    capturedAt: 1_000,
    method: 'in_app',
    position: null,
    retryOf: null,
    isSubmitted: false,
    upload: null,
    lostUploads: 0,
    sent: 0,
    state: { kind: 'queued', failures: 0, notBefore: 0 },
    ...fields,
  };
}
