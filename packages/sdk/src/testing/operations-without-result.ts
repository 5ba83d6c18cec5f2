import type { OperationId, OperationTypes } from '../index.ts';

type WithoutResult = {
  [Id in OperationId]: undefined extends OperationTypes[Id]['result'] ? Id : never;
}[OperationId];

/** The operations whose response is 204: the compiler checks that these are all. */
const OPERATIONS_WITHOUT_RESULT: Readonly<Record<WithoutResult, true>> = {
  deleteApiKey: true,
  revokeApiKey: true,
  deleteWebhookEndpoint: true,
};

/** Whether an operation responds without a body. */
export function hasNoResult(operationId: string): boolean {
  return Object.hasOwn(OPERATIONS_WITHOUT_RESULT, operationId);
}
