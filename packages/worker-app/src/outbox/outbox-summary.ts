import { isUnsent, type OutboxItem } from './outbox-item.ts';

/** What the outbox says at all times: how much is left, and how old the oldest file is. */
export interface OutboxSummary {
  readonly files: number;
  readonly bytes: number;
  /** When the oldest unsent file was captured, in milliseconds since the epoch; null when nothing is left. */
  readonly oldest: number | null;
}

/** Returns what is left to send. */
export function outboxSummary(items: readonly OutboxItem[]): OutboxSummary {
  const unsent = items.filter(isUnsent);
  return {
    files: unsent.length,
    bytes: unsent.reduce((sum, { size, sent }) => sum + size - sent, 0),
    oldest: unsent.length === 0 ? null : Math.min(...unsent.map(({ capturedAt }) => capturedAt)),
  };
}
