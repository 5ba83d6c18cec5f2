import type { DeliveryEntry, LogEntry, RequestEntry } from '../world/log-entry.ts';
import { routeOf } from '../world/routes.ts';
import type { DeliveryNote, Note, RequestNote } from './log-notes.ts';
import { maskSecrets, maskUrl } from './mask.ts';
import { stateChanges } from './state-changes.ts';

/** Derives an entry from what was recorded, with every secret masked. */
export function entryOf(note: Note, sequence: number): LogEntry {
  return 'startedAt' in note ? deliveryEntry(note, sequence) : requestEntry(note, sequence);
}

function requestEntry(note: RequestNote, sequence: number): RequestEntry {
  const [path = ''] = note.path.split('?');
  const entry: RequestEntry = {
    kind: 'request',
    sequence,
    at: new Date(note.at).toISOString(),
    method: note.method,
    path: maskUrl(note.path),
    route: note.isDownload ? `${note.method} files` : (routeOf(note.method, path) ?? null),
    idempotency_key: note.idempotencyKey,
    duration_ms: note.endedAt - note.at,
    status: note.status,
    request_id: note.requestId,
    replayed: note.replayed,
    fault: note.fault,
    error: note.errorBody === null ? null : errorMessage(note.errorBody),
    changes: stateChanges(note.changes),
  };
  if (note.stack !== '') stacks.set(entry, maskSecrets(note.stack));
  return entry;
}

function errorMessage(body: string): string | null {
  const { error } = JSON.parse(body) as { error?: { message?: string } };
  return error?.message === undefined ? null : maskSecrets(error.message);
}

function deliveryEntry(
  { startedAt, url, stack, error, ...note }: DeliveryNote,
  sequence: number,
): DeliveryEntry {
  const entry: DeliveryEntry = {
    kind: 'delivery',
    sequence,
    at: new Date(startedAt).toISOString(),
    ...note,
    error: error === null ? null : maskSecrets(error),
    url: maskUrl(url),
  };
  if (stack !== '') stacks.set(entry, maskSecrets(stack));
  return entry;
}

const stacks = new WeakMap<LogEntry, string>();

/** Returns the stack of the error in an entry of this process's log, or undefined. */
export function stackOf(entry: LogEntry): string | undefined {
  return stacks.get(entry);
}
