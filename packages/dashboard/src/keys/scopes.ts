/** Every scope, with what it allows (contract §2). */
export const SCOPES = [
  ['jobs:read', 'List and read jobs, files, submissions'],
  ['jobs:write', 'Create, cancel and rate jobs'],
  ['webhooks:read', 'Read endpoints and events'],
  ['webhooks:write', 'Change endpoints, replay events'],
  ['keys:manage', 'Create and revoke keys'],
  ['billing:read', 'Read balance and transactions'],
  ['billing:write', 'Buy credits'],
  ['audit:read', 'Read the audit log'],
  ['usage:read', 'Read settings and usage'],
] as const;

/** A scope by its name in the API. */
export type Scope = (typeof SCOPES)[number][0];

/** What a first integration needs. */
export const FIRST_SCOPES: ReadonlySet<Scope> = new Set(['jobs:read', 'jobs:write', 'usage:read']);
