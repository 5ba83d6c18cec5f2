/** The scopes that tools need. Contract §1. */
export const TOOL_SCOPES = [
  'jobs:read',
  'jobs:write',
  'billing:read',
  'webhooks:read',
  'usage:read',
] as const;

/** A scope that some tool needs. */
export type ToolScope = (typeof TOOL_SCOPES)[number];
