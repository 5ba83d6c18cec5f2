import type { LogEntry } from '../world/log-entry.ts';
import { summarizeChanges } from './state-changes.ts';

/** Formats a log entry on one line. */
export function formatEntry(entry: LogEntry): string {
  const result = String(entry.status ?? (entry.kind === 'delivery' ? entry.reason : 'no response'));
  const head = `${entry.at}  ${result.padEnd(9)} `;
  if (entry.kind === 'delivery') {
    const notes = [`attempt ${entry.attempt}`, entry.tampering, entry.error]
      .filter(Boolean)
      .join(', ');
    return `${head} ${entry.event_type} → ${entry.url} (${notes})`;
  }
  const notes = [
    entry.idempotency_key && `key ${entry.idempotency_key}`,
    entry.replayed && 'replayed',
    entry.fault && `fault: ${entry.fault}`,
    entry.error,
    summarizeChanges(entry.changes),
  ].filter(Boolean);
  return `${head} ${entry.method} ${entry.path}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}
