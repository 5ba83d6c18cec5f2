import type { Instant } from '@firsthandapi/engine';
import type { TrustedClock } from '../clock/trusted-clock.ts';
import type { Readiness } from '../health/readiness.ts';
import { CachedDocument } from '../pages/cached-document.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { Log } from './json-log.ts';
import type { Gauge, Metrics } from './metrics.ts';
import { PAGE_HEADERS, type Routes, sendJson, sendText } from './route-table.ts';

export interface ServiceDependencies {
  readonly store: Pick<SqlStore, 'statistics'>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly publicUrl: string;
  readonly readiness: Readiness;
  readonly clock: Pick<TrustedClock, 'now' | 'doubt'>;
  /** Figures of other parts of the server, read at each scrape. */
  readonly moreGauges: () => readonly Gauge[];
}

/** Routes for load balancers and readers: health, readiness and the API reference. */
export function serviceRoutes({
  publicUrl,
  readiness,
}: Pick<ServiceDependencies, 'publicUrl' | 'readiness'>): Routes {
  const document = new CachedDocument(
    async () => JSON.stringify({ ...(await loadDocument()), servers: [{ url: publicUrl }] }),
    { 'Content-Type': 'application/json; charset=utf-8' },
  );
  const reference = new CachedDocument(
    async () => {
      const { referencePage } = await import('../pages/reference-page.ts');
      return referencePage(await loadDocument(), publicUrl);
    },
    { 'Content-Type': 'text/html; charset=utf-8', ...PAGE_HEADERS },
  );
  return {
    '/healthz': { GET: (_request, response) => sendJson(response, 200, { status: 'ok' }) },
    '/readyz': {
      async GET(_request, response) {
        const { problems, notes } = await readiness.check();
        const more = notes.length === 0 ? {} : { notes };
        if (Object.keys(problems).length === 0) {
          sendJson(response, 200, { status: 'ready', ...more });
          return;
        }
        response.setHeader('Retry-After', '1');
        sendJson(response, 503, { status: 'not ready', problems, ...more });
      },
    },
    '/openapi.json': { GET: (request, response) => document.send(request, response) },
    '/docs': { GET: (request, response) => reference.send(request, response) },
    '/': {
      GET: (_request, response) => sendText(response, 302, 'text/plain', '', { Location: '/docs' }),
    },
  };
}

/** The route for operators: metrics, whose figures from the database are at most five seconds old. */
export function metricsRoute({
  store,
  metrics,
  log,
  clock,
  moreGauges,
}: Omit<ServiceDependencies, 'publicUrl' | 'readiness'>): Routes {
  let figures: Promise<readonly Gauge[]> | undefined;
  let readAt = 0;
  const storeFigures = () => {
    if (figures === undefined || performance.now() > readAt + FRESH_MS) {
      readAt = performance.now();
      figures = storeGauges(store, clock.now());
    }
    return figures;
  };
  return {
    '/metrics': {
      async GET(_request, response) {
        const gauges = [
          ...(await inTime(storeFigures())),
          residentMemory(),
          droppedLines(log),
          clockDoubt(clock),
          ...moreGauges(),
        ];
        const text = metrics.format(gauges);
        sendText(response, 200, 'text/plain; version=0.0.4; charset=utf-8', text);
      },
    },
  };
}

const FRESH_MS = 5_000;
/** How long a scrape waits for figures from the database. */
const PATIENCE_MS = 1_000;

/** A database that is slow or frozen must not hide the figures of the process, which say why. */
async function inTime(figures: Promise<readonly Gauge[]>): Promise<readonly Gauge[]> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<readonly Gauge[]>((resolve) => {
    timer = setTimeout(() => resolve([]), PATIENCE_MS);
  });
  try {
    return await Promise.race([figures, limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function loadDocument() {
  return (await import('@firsthandapi/engine/openapi')).openApiDocument;
}

function droppedLines({ droppedLines = 0 }: Log): Gauge {
  return {
    name: 'firsthand_log_lines_dropped_total',
    help: 'Log lines that were lost because standard output did not accept them',
    type: 'counter',
    values: [{ labels: {}, value: droppedLines }],
  };
}

/** Without the database, the metrics of the process are still worth reading. */
async function storeGauges(
  store: ServiceDependencies['store'],
  now: Instant,
): Promise<readonly Gauge[]> {
  const statistics = await store.statistics(now).catch(() => undefined);
  if (statistics === undefined) return [];
  const { tasks, accounts, quotas } = statistics;
  return [
    {
      name: 'firsthand_scheduled_tasks',
      help: 'Tasks scheduled, by kind; webhook.deliver counts pending deliveries',
      values: tasks.map(({ kind, count }) => ({ labels: { kind }, value: count })),
    },
    {
      name: 'firsthand_ledger_cents',
      help: 'Balance of each ledger account, summed over all organizations; the accounts add up to zero',
      values: accounts.map(({ account, cents }) => ({ labels: { account }, value: cents })),
    },
    {
      name: 'firsthand_quota_used',
      help: 'What is used of each quota, summed over all organizations',
      values: quotas.map(({ quota, used }) => ({ labels: { quota }, value: used })),
    },
    {
      name: 'firsthand_quota_largest_use',
      help: 'The most that one organization uses of each quota in one environment',
      values: quotas.map(({ quota, largest }) => ({ labels: { quota }, value: largest })),
    },
  ];
}

function clockDoubt({ doubt = 0 }: ServiceDependencies['clock']): Gauge {
  return {
    name: 'firsthand_clock_ahead_seconds',
    help: 'How far a doubtful clock is ahead of the latest time seen, or behind it (negative); 0 while it is not in doubt',
    values: [{ labels: {}, value: Math.round(doubt / 1_000) }],
  };
}

function residentMemory(): Gauge {
  return {
    name: 'process_resident_memory_bytes',
    help: 'Resident memory size in bytes',
    values: [{ labels: {}, value: process.memoryUsage.rss() }],
  };
}
