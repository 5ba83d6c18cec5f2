import type { RoleName } from '@firsthandapi/spec/account';

/** Every role, with what it is for (contract §11). */
export const ROLES: readonly (readonly [role: RoleName, meaning: string])[] = [
  ['owner', 'Everything, members included'],
  ['developer', 'Jobs, webhooks, test keys'],
  ['finance', 'Credits and usage'],
  ['reviewer', 'Jobs and their files'],
  ['auditor', 'Logs, usage and jobs, to read'],
];
