import type { OperationId } from '@firsthandapi/spec';

/**
 * Documented statuses that no scenario can produce, each with the reason. Empty: scenarios produce every status of
 * every operation on every target.
 */
export const excusedStatuses: readonly {
  readonly operationId: OperationId;
  readonly status: number;
  /** The targets that cannot produce it. Default: all. */
  readonly targets?: readonly string[];
  readonly reason: string;
}[] = [];
