import { operations, WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
import type { Hits } from './hits.ts';
import { unreachable } from './unreachable.ts';

/** Documented answers and events that a target never gave and that `unreachable.ts` does not explain. */
export function gapsOf(target: string, { statuses, events }: Hits): string[] {
  const answers = Object.entries(operations).flatMap(([operationId, operation]) =>
    operation.statuses
      .filter((status) => !statuses[operationId]?.includes(status))
      .filter((status) => !isExplained(target, operationId, status))
      .map((status) => `${operationId} ${status}`),
  );
  const silent = WEBHOOK_EVENT_TYPES.filter((type) => !events.includes(type));
  return [...answers, ...silent.map((type) => `webhook ${type}`)];
}

/** Explanations of answers that a target gave after all: they are out of date. */
export function staleExplanations(target: string, { statuses }: Hits): string[] {
  return unreachable
    .filter(({ targets }) => targets?.includes(target) ?? true)
    .filter(({ operationId, status }) => statuses[operationId]?.includes(status))
    .map(({ operationId, status }) => `${operationId} ${status}`);
}

/** How many answers the document describes, over all operations. */
export function documentedCount(): number {
  return Object.values(operations).reduce((sum, { statuses }) => sum + statuses.length, 0);
}

function isExplained(target: string, operationId: string, status: number): boolean {
  return unreachable.some(
    (entry) =>
      entry.operationId === operationId &&
      entry.status === status &&
      (entry.targets?.includes(target) ?? true),
  );
}
