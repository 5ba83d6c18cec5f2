import type { OperationId } from '@firsthandapi/spec';

/**
 * Documented answers that no story brings about, each with the reason. Empty: every status of every operation is
 * met on every target.
 */
export const unreachable: readonly {
  readonly operationId: OperationId;
  readonly status: number;
  /** Targets where it cannot be met; left out when it is all of them. */
  readonly targets?: readonly string[];
  readonly reason: string;
}[] = [];
