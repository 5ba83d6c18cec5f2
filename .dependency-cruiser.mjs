/**
 * The arrows of AGENTS.md: who may import whom. Everything that is not listed is refused, so that a new package
 * has to say where it stands.
 */
const rooms = {
  'spec/': ['spec/'],
  'packages/sdk/': ['packages/sdk/', 'packages/webhooks/', 'spec/'],
  'packages/webhooks/': ['packages/webhooks/', 'spec/'],
  'packages/engine/': ['packages/engine/', 'packages/webhooks/', 'spec/'],
  'packages/sandbox/': ['packages/sandbox/', 'packages/engine/'],
  'packages/cli/': [
    'packages/cli/',
    'packages/sdk/',
    'packages/webhooks/',
    'packages/sandbox/',
    'spec/',
  ],
  'packages/mcp/': ['packages/mcp/', 'packages/sdk/'],
  'packages/scoring/': ['packages/scoring/'],
  'packages/ui/': ['packages/ui/'],
  'packages/dashboard/': ['packages/dashboard/', 'packages/ui/', 'spec/'],
  'packages/worker-app/': ['packages/worker-app/', 'packages/ui/', 'packages/scoring/', 'spec/'],
  'packages/server/': [
    'packages/server/',
    'packages/engine/',
    'packages/scoring/',
    'packages/mcp/',
  ],
  'packages/test-support/': ['packages/test-support/'],
};

/** Tests may also use the packages that stand beside the one they test: a sandbox test speaks through the SDK. */
const TESTS = '(\\.test\\.ts$|/test/|/testing/)';
/** A package of ours by its path or, where it has not been built yet, by its name. */
const WORKSPACE = '^((spec|packages|examples|bench|compatibility)/|@firsthandapi/)';
/** Has a rule of its own, below. */
const TEST_SUPPORT = 'packages/test-support/';
const namesOf = (room) => `^@firsthandapi/${room.split('/').at(-2)}(/|$)`;

const arrows = Object.entries(rooms).map(([from, to]) => ({
  name: `arrows-of-${from.replace(/\/$/, '').replace('/', '-')}`,
  comment: `${from} may import only ${to.join(', ')} (AGENTS.md, "Arrows").`,
  severity: 'error',
  from: { path: `^${from}`, pathNot: TESTS },
  to: {
    path: WORKSPACE,
    pathNot: [...to, TEST_SUPPORT].flatMap((room) => [`^${room}`, namesOf(room)]),
  },
}));

/**
 * The engine's folders, from bottom to top: a file imports from its own folder and from those below it. A new folder has
 * to be placed here. The loose files are the ports and the entries.
 */
const engineFloors = [
  'time',
  'media',
  'errors',
  'runtime',
  'store/records',
  'store',
  'ports.ts',
  'http',
  'scenarios',
  'precanned/generated',
  'precanned',
  'quotas/limits',
  'work',
  'lists',
  'audit',
  'quotas',
  'organizations',
  'keys',
  'webhooks',
  'credits/ledger',
  'credits/lots',
  'credits/reversals',
  'credits/purchases',
  'credits/top-ups',
  'credits/holds',
  'credits',
  'earnings',
  'mail',
  'scoring',
  'files',
  'jobs',
  'workers',
  'submissions',
  'simulation',
  'usage',
  'retention',
  'signup',
  'uploads',
  'people',
  'passkeys',
  'members',
  'privacy',
  'worker-privacy',
  'operations',
  'worker-operations',
  'account-operations',
  'authentication',
  'rate-limits',
  'idempotency',
  'dispatch',
  'sign-in',
  'worker-dispatch',
  'account-dispatch',
  'downloads',
  'tasks',
  'engine.ts',
  'memory/snapshots',
  'memory',
  'host',
  'index.ts',
  'openapi.ts',
];

const ENGINE = '^packages/engine/src/';
const ENGINE_TESTS = '(\\.test\\.ts$|/testing/)';
/** The files of a floor: a loose file, or those that are directly in a folder. */
const filesOf = (floor) =>
  floor.endsWith('.ts') ? `${ENGINE}${floor.replace('.', '\\.')}$` : `${ENGINE}${floor}/[^/]+$`;

const engineFloorRules = [
  ...engineFloors.map((floor, index) => ({
    name: `engine-floor-${floor.replace('/', '-').replace('.ts', '')}`,
    comment: `engine/src/${floor} may import only floors below it (engineFloors, above).`,
    severity: 'error',
    from: { path: filesOf(floor), pathNot: ENGINE_TESTS },
    to: { path: ENGINE, pathNot: engineFloors.slice(0, index + 1).map(filesOf) },
  })),
  {
    name: 'engine-folder-without-a-floor',
    comment: 'Every folder of the engine has its place in engineFloors.',
    severity: 'error',
    from: { path: ENGINE, pathNot: [ENGINE_TESTS, ...engineFloors.map(filesOf)] },
    to: {},
  },
];

export default {
  forbidden: [
    ...arrows,
    ...engineFloorRules,
    {
      name: 'nobody-imports-the-leaves',
      comment: 'Examples, benchmarks and the compatibility matrix are leaves.',
      severity: 'error',
      from: { path: '^(spec|packages)/' },
      to: { path: '^(examples|bench|compatibility)/' },
    },
    {
      name: 'sdk-and-webhooks-know-no-engine',
      comment: 'The client and the verifier must not depend on the service, not even in tests.',
      severity: 'error',
      from: { path: '^packages/(sdk|webhooks)/' },
      to: { path: '^(packages/|@firsthandapi/)(engine|sandbox|server)(/|$)' },
    },
    {
      name: 'test-support-is-for-tests',
      comment: 'Tests and the scripts that check a package share it; nothing published may.',
      severity: 'error',
      from: { path: '^(spec|packages)/', pathNot: [TESTS, '/scripts/', '^packages/test-support/'] },
      to: { path: '^(packages/|@firsthandapi/)test-support(/|$)' },
    },
    {
      name: 'engine-does-no-io',
      comment: 'The engine reaches the world through its ports only.',
      severity: 'error',
      from: { path: '^packages/engine/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circular-imports',
      comment:
        'Two files that need each other are one concept, or hide a third. Type-only imports count.',
      severity: 'error',
      from: {
        path: '^(spec|packages|examples|bench|compatibility|docs|scripts)/',
      },
      to: { circular: true },
    },
    {
      name: 'no-relative-import-across-packages',
      comment: 'A package is imported by its name, through an entry of its exports.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|examples/[^/]+|[^/]+)/' },
      to: { pathNot: '^$1/', dependencyTypes: ['local'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/', '/generated/'] },
    exclude: { path: ['\\.turbo/', '/docs/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
};
