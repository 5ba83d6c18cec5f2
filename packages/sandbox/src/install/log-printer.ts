import { stackOf } from '../log/entry-of-note.ts';
import { formatEntry } from '../log/format-entry.ts';
import type { LogEntry } from '../world/log-entry.ts';
import type { World } from '../world/world.ts';

/** Number of log entries that are printed for a failed test, the last ones. */
const PRINTED = 30;

const printed = new WeakSet<object>();

/** Prints the end of a world's log, unless it was printed before. For worlds that belong to one test. */
export function printLogOnce(world: Pick<World, 'log'>): void {
  if (printed.has(world)) return;
  printed.add(world);
  printLog(world);
}

/** Prints the end of a world's log. Prints nothing when the log is empty. */
export function printLog(world: Pick<World, 'log'>): void {
  const entries = world.log();
  if (entries.length === 0) return;
  const lines = entries.slice(-PRINTED).map(describe);
  console.log(['FirstHandAPI sandbox, the end of the log:', ...lines].join('\n'));
}

/** The entry on one line, followed by the stack of a handler's error. */
function describe(entry: LogEntry): string {
  const stack = stackOf(entry);
  const line = `  ${formatEntry(entry)}`;
  return stack === undefined ? line : `${line}\n${stack.replaceAll(/^/gm, '      ')}`;
}
