import type { LogEntry } from '../world/log-entry.ts';
import type { CapturedExchange } from './captures.ts';
import { entryOf } from './entry-of-note.ts';
import type { Note } from './log-notes.ts';

/** Where an entry stands among those of all lives of a world. Each reset begins a life. */
export interface LogPosition {
  readonly life: number;
  readonly sequence: number;
}

/** An entry with the life of the world that it belongs to. */
export interface LogRow {
  readonly life: number;
  readonly entry: LogEntry;
}

/** What is kept of a life: of an earlier one, a window shows the end. */
export interface LoggedLife {
  readonly life: number;
  readonly dropped: number;
  readonly notes: readonly Note[];
}

/** Between which positions rows are wanted, both exclusive. */
export interface LogBounds {
  readonly after?: LogPosition;
  readonly before?: LogPosition;
}

/** Rows, oldest first, and whether there are older ones. */
export interface NewestRows {
  readonly rows: readonly LogRow[];
  readonly hasMore: boolean;
}

/** An entry with its captured messages, if those are kept. */
export interface FoundEntry {
  readonly entry: LogEntry;
  readonly exchange: CapturedExchange | undefined;
}

/** Returns the newest rows of some lives, which are given oldest first. */
export function newestRows(
  lives: readonly LoggedLife[],
  limit: number,
  { after, before }: LogBounds,
): NewestRows {
  const rows: LogRow[] = [];
  for (const { life, dropped, notes } of [...lives].reverse()) {
    for (let index = notes.length - 1; index >= 0; index -= 1) {
      const position = { life, sequence: dropped + index + 1 };
      if (before !== undefined && !precedes(position, before)) continue;
      const isWanted = after === undefined || precedes(after, position);
      if (!isWanted || rows.length === limit) {
        return { rows: rows.reverse(), hasMore: isWanted };
      }
      rows.push({ life, entry: entryOf(notes[index] as Note, position.sequence) });
    }
  }
  return { rows: rows.reverse(), hasMore: false };
}

function precedes(one: LogPosition, other: LogPosition): boolean {
  return one.life === other.life ? one.sequence < other.sequence : one.life < other.life;
}
