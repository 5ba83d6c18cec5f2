/** The written pages, in reading order: the sidebar and llms.txt are made from it. */
export interface Section {
  readonly title: string;
  readonly pages: readonly SitePage[];
}

/** A page by its address. */
export interface SitePage {
  readonly title: string;
  readonly link: string;
}

const guide = (title: string, name: string): SitePage => ({ title, link: `/guides/${name}` });

export const guideSections: readonly Section[] = [
  {
    title: 'Start',
    pages: [
      guide('Quickstart', 'quickstart'),
      guide('Authentication and keys', 'authentication'),
      guide('Compatibility', 'compatibility'),
      guide('Upgrading and versions', 'upgrading'),
    ],
  },
  {
    title: 'Collect',
    pages: [
      guide('Jobs and scoring', 'jobs-and-scoring'),
      guide('Files', 'files'),
      guide('Webhooks', 'webhooks'),
      guide('Credits', 'credits'),
    ],
  },
  {
    title: 'Build it to last',
    pages: [
      guide('Errors and retries', 'errors-and-retries'),
      guide('Idempotency', 'idempotency'),
      guide('Pagination', 'pagination'),
      guide('Rate limits', 'rate-limits'),
      guide('Privacy and retention', 'privacy-and-retention'),
    ],
  },
  {
    title: 'Test',
    pages: [
      guide('The sandbox', 'sandbox'),
      guide('With Vitest', 'sandbox-vitest'),
      guide('With Jest and others', 'sandbox-jest'),
      guide('In a browser', 'sandbox-browser'),
      guide('In other languages', 'sandbox-http'),
    ],
  },
  {
    title: 'Run it yourself',
    pages: [guide('Self-hosting', 'self-hosting'), guide('Benchmarks', 'benchmarks')],
  },
];

/** The packages whose TypeDoc is part of the site, by their folder. */
export const packages = [
  { folder: 'sdk', name: '@firsthandapi/sdk', title: 'SDK' },
  { folder: 'webhooks', name: '@firsthandapi/webhooks', title: 'Webhooks' },
  { folder: 'sandbox', name: '@firsthandapi/sandbox', title: 'Sandbox' },
] as const;
