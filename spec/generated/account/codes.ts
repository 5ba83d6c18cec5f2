// Generated from account.yaml by generate.ts; do not edit.

/** Every scope that an operation of members may need. */
export const ACCOUNT_SCOPES = [
  'account',
  'members:read',
  'members:write',
] as const;

export type AccountScope = (typeof ACCOUNT_SCOPES)[number];

/** Every role of a member. */
export const ROLES = [
  'owner',
  'developer',
  'finance',
  'reviewer',
  'auditor',
] as const;

export type RoleName = (typeof ROLES)[number];

/** The scopes of each role in each environment: those of buyers' operations and of members'. */
export const ROLE_SCOPES = {
  owner: {"live":["jobs:read","jobs:write","webhooks:read","webhooks:write","keys:manage","billing:read","billing:write","audit:read","usage:read","account","members:read","members:write"],"test":["jobs:read","jobs:write","webhooks:read","webhooks:write","keys:manage","billing:read","billing:write","audit:read","usage:read","account","members:read","members:write"]},
  developer: {"live":["jobs:read","jobs:write","webhooks:read","webhooks:write","usage:read","account","members:read"],"test":["jobs:read","jobs:write","webhooks:read","webhooks:write","usage:read","account","members:read","keys:manage"]},
  finance: {"live":["billing:read","billing:write","usage:read","account"],"test":["billing:read","billing:write","usage:read","account"]},
  reviewer: {"live":["jobs:read","account"],"test":["jobs:read","account"]},
  auditor: {"live":["jobs:read","audit:read","usage:read","account","members:read"],"test":["jobs:read","audit:read","usage:read","account","members:read"]},
} as const satisfies Record<RoleName, Record<'live' | 'test', readonly string[]>>;
