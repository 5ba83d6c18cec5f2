import type { OperationId } from '@firsthandapi/spec/worker';

/**
 * Operations of workers that no scenario can perform: targets are reached at an address, and a service without a host
 * name has no passkeys (contract §10).
 */
export const excusedWorkerOperations: readonly OperationId[] = [
  'addPasskey',
  'getNewPasskeyChallenge',
  'getPasskeyChallenge',
  'removePasskey',
  'signInWithPasskey',
];
