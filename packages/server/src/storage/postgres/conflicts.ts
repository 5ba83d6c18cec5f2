import { codeOf } from './postgres-errors.ts';

/** Serialisation failure and deadlock: a transaction of another process, or of another lane, came first. */
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01']);
/** What conflicts this often is given up. */
export const MAX_ATTEMPTS = 40;
const MAX_BACKOFF_MS = 64;

/** True when the transaction can succeed as soon as it runs again. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has(codeOf(error));
}

/** Exponential backoff with full jitter. */
export function backOff(attempt: number): Promise<void> {
  const longest = Math.min(MAX_BACKOFF_MS, 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
}
