/** A section of the sidebar and of llms.txt, with its pages in reading order. */
export interface Section {
  readonly title: string;
  readonly pages: readonly SitePage[];
}

/** A page of the site. */
export interface SitePage {
  readonly title: string;
  /** Its address, without the site's base. */
  readonly link: string;
}

const guide = (title: string, name: string): SitePage => ({ title, link: `/guides/${name}` });

export const guideSections: readonly Section[] = [
  {
    title: 'Start',
    pages: [
      guide('Quickstart', 'quickstart'),
      guide('The command line', 'cli'),
      guide('Authentication and keys', 'authentication'),
      guide('Python', 'python'),
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
    title: 'Use with assistants',
    pages: [guide('Assistants', 'mcp')],
  },
  {
    title: 'Build robustly',
    pages: [
      guide('Errors and retries', 'errors-and-retries'),
      guide('Idempotency', 'idempotency'),
      guide('Pagination', 'pagination'),
      guide('Rate limits', 'rate-limits'),
      guide('Connections and proxies', 'connections'),
      guide('Tracing', 'tracing'),
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
      guide('Over HTTP, in other languages', 'sandbox-http'),
      guide('Its window', 'sandbox-window'),
    ],
  },
  {
    title: 'Run it yourself',
    pages: [
      guide('Self-hosting', 'self-hosting'),
      guide('Scaling', 'scaling'),
      guide('Scoring on your own server', 'scoring'),
      guide('Benchmarks', 'benchmarks'),
    ],
  },
];

/** A package with a reference on the site. */
export interface ReferencePackage {
  /** Its folder in `packages/`, and below `/reference/`. */
  readonly folder: string;
  readonly name: string;
  readonly title: string;
  /** How to install it. */
  readonly install: string;
  /** The guides that teach it. */
  readonly guides: readonly string[];
  /** The exports to look at first, as kind and name below the main entry point. */
  readonly featured: readonly string[];
}

export const packages: readonly ReferencePackage[] = [
  {
    folder: 'sdk',
    name: '@firsthandapi/sdk',
    title: 'SDK',
    install: 'npm install @firsthandapi/sdk',
    guides: ['quickstart', 'jobs-and-scoring', 'files', 'errors-and-retries', 'pagination'],
    featured: [
      'classes/FirstHandClient',
      'interfaces/ClientOptions',
      'classes/FirstHandError',
      'functions/isFirstHandError',
    ],
  },
  {
    folder: 'webhooks',
    name: '@firsthandapi/webhooks',
    title: 'Webhooks',
    install: 'npm install @firsthandapi/webhooks',
    guides: ['webhooks'],
    featured: [
      'functions/unwrapWebhook',
      'functions/verifyWebhookSignature',
      'classes/WebhookVerificationError',
    ],
  },
  {
    folder: 'sandbox',
    name: '@firsthandapi/sandbox',
    title: 'Sandbox',
    install: 'npm install --save-dev @firsthandapi/sandbox msw',
    guides: ['sandbox', 'sandbox-vitest', 'sandbox-jest', 'sandbox-browser', 'sandbox-http'],
    featured: ['functions/createSandbox', 'interfaces/Sandbox', 'interfaces/World'],
  },
  {
    folder: 'mcp',
    name: '@firsthandapi/mcp',
    title: 'Assistants',
    install: 'npm install @firsthandapi/mcp',
    guides: ['mcp'],
    featured: ['functions/createHttpHandler', 'interfaces/McpCaller'],
  },
  {
    folder: 'server',
    name: '@firsthandapi/server',
    title: 'Server',
    install: 'npm install --global @firsthandapi/server',
    guides: ['self-hosting', 'scaling', 'privacy-and-retention'],
    featured: ['functions/startServer', 'functions/readConfiguration'],
  },
];
