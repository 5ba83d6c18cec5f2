/** The pages of the API reference about operations, in the order of the sidebar. Others follow. */
export const API_PAGE_ORDER: readonly string[] = [
  'authentication',
  'jobs',
  'submissions',
  'files',
  'api-keys',
  'webhook-endpoints',
  'webhook-events',
  'billing',
  'organization',
  'audit',
  'usage',
  'privacy',
];
