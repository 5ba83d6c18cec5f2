import type { Row } from '../../src/window/protocol.ts';
import type { Shown } from './place.ts';

/** Rows that the page keeps: the sandbox keeps more, and the list can ask for them. */
export const MOST_ROWS = 2_000;

/** Returns where a row stands among all rows of its world: `3.75`. */
export function positionOf({ life, entry }: Row): string {
  return `${life}.${entry.sequence}`;
}

/** Returns rows with newer ones added. With a gap before them, older rows would be misleading and are dropped. */
export function addNewer(
  rows: readonly Row[],
  newer: readonly Row[],
  hasGap: boolean,
): readonly Row[] {
  if (newer.length === 0) return rows;
  return (hasGap ? [...newer] : [...rows, ...newer]).slice(-MOST_ROWS);
}

/** Returns rows with older ones added in front, up to the limit. */
export function addOlder(rows: readonly Row[], older: readonly Row[]): readonly Row[] {
  return [...older, ...rows].slice(0, MOST_ROWS);
}

/** Returns true when one position comes before another. */
export function precedes(one: string, other: string): boolean {
  const [life = 0, sequence = 0] = one.split('.').map(Number);
  const [otherLife = 0, otherSequence = 0] = other.split('.').map(Number);
  return life === otherLife ? sequence < otherSequence : life < otherLife;
}

/** What to show of the rows. */
export interface RowFilter {
  readonly shown: Shown;
  readonly text: string;
  readonly since: string | null;
}

/** Returns the rows that pass, newest first. Each word of the text must occur in the row. */
export function filterRows(rows: readonly Row[], { shown, text, since }: RowFilter): Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const passing = rows.filter((row) => {
    if (since !== null && !precedes(since, positionOf(row))) return false;
    if (shown === 'webhooks' && row.entry.kind !== 'delivery') return false;
    if (shown === 'errors' && !isFailed(row)) return false;
    if (words.length === 0) return true;
    const searched = searchedText(row);
    return words.every((word) => searched.includes(word));
  });
  return passing.reverse();
}

function isFailed({ entry: { status } }: Row): boolean {
  return status === null || status >= 300;
}

/** Names, not every value: a filter for 404 must not match 2,404 bytes. */
function searchedText({ entry }: Row): string {
  const parts =
    entry.kind === 'request'
      ? [
          entry.method,
          entry.path,
          entry.status ?? 'no response',
          entry.request_id,
          entry.idempotency_key,
          entry.error,
          entry.fault,
          ...Object.values(entry.changes).flatMap(({ created = [], updated = [] }) => [
            ...created,
            ...updated,
          ]),
        ]
      : [
          'hook webhook',
          entry.event_type,
          entry.url,
          entry.status ?? entry.reason,
          entry.event_id,
          entry.error,
        ];
  return parts.filter(Boolean).join('\n').toLowerCase();
}
