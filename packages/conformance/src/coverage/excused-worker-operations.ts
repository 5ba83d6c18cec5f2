import type { OperationId } from '@firsthandapi/spec/worker';

/** Operations of workers that no scenario can perform, each with the reason. */
export const excusedWorkerOperations: ReadonlyMap<OperationId, string> = new Map(
  (
    [
      'getPasskeyChallenge',
      'signInWithPasskey',
      'getNewPasskeyChallenge',
      'addPasskey',
      'removePasskey',
    ] as const
  ).map((id) => [
    id,
    'Targets are reached at an address, and a service without a host name has no passkeys (contract §10)',
  ]),
);
