import { formatEntry } from '../log/format-entry.ts';
import type { LogEntry } from '../world/log-entry.ts';

/** The result of a matcher. */
export interface MatchResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Compares how many entries were found with how many were wanted, and explains the result with all entries. */
export function judge(
  found: number,
  times: number | undefined,
  wanted: string,
  entries: readonly LogEntry[],
  dropped = 0,
): MatchResult {
  const pass = times === undefined ? found > 0 : found === times;
  const amount = times === undefined ? 'at least one' : `${times}`;
  return {
    pass,
    message: () =>
      [
        `Expected ${pass ? 'not ' : ''}${amount} ${wanted}, but found ${found} among these:`,
        ...entries.map((entry) => `  ${formatEntry(entry)}`),
        ...(entries.length === 0 ? ['  (none)'] : []),
        ...(dropped > 0
          ? [`The log has dropped its first ${dropped} entries; raise logLimit.`]
          : []),
      ].join('\n'),
  };
}

/** Returns what was wanted, with its details in words. */
export function describe(name: string, details: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(details).filter(([, value]) => value !== undefined);
  if (given.length === 0) return name;
  return `${name} (${given.map(([key, value]) => `${key} ${String(value)}`).join(', ')})`;
}
