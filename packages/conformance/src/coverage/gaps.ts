import { operations, WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
import type { Coverage } from './coverage.ts';
import { excusedStatuses } from './excused-statuses.ts';

/** Returns the documented statuses and events that a target never produced and that are not excused. */
export function coverageGaps(target: string, { statuses, events }: Coverage): string[] {
  const missingStatuses = Object.entries(operations).flatMap(([operationId, operation]) =>
    operation.statuses
      .filter((status) => !statuses[operationId]?.includes(status))
      .filter((status) => !isExcused(target, operationId, status))
      .map((status) => `${operationId} ${status}`),
  );
  const missingEvents = WEBHOOK_EVENT_TYPES.filter((type) => !events.includes(type));
  return [...missingStatuses, ...missingEvents.map((type) => `webhook ${type}`)];
}

/** Returns the excused statuses that a target does produce, so that the excuse can be deleted. */
export function staleExcuses(target: string, { statuses }: Coverage): string[] {
  return excusedStatuses
    .filter(({ targets }) => targets?.includes(target) ?? true)
    .filter(({ operationId, status }) => statuses[operationId]?.includes(status))
    .map(({ operationId, status }) => `${operationId} ${status}`);
}

/** Returns the number of documented statuses, over all operations. */
export function documentedCount(): number {
  return Object.values(operations).reduce((sum, { statuses }) => sum + statuses.length, 0);
}

function isExcused(target: string, operationId: string, status: number): boolean {
  return excusedStatuses.some(
    (excuse) =>
      excuse.operationId === operationId &&
      excuse.status === status &&
      (excuse.targets?.includes(target) ?? true),
  );
}
