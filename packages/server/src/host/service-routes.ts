import type { TrustedClock } from '../clock/trusted-clock.ts';
import type { Readiness } from '../health/readiness.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { Log } from './json-log.ts';
import type { Gauge, Metrics } from './metrics.ts';
import { referencePage } from './reference-page.ts';
import { type Routes, sendJson, sendPage, sendText } from './route-table.ts';

export interface ServiceDependencies {
  readonly store: SqlStore;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly publicUrl: string;
  readonly readiness: Readiness;
  readonly clock: TrustedClock;
}

/** Routes for operators and readers: health, readiness, metrics and the API reference. */
export function serviceRoutes({
  store,
  metrics,
  log,
  publicUrl,
  readiness,
  clock,
}: ServiceDependencies): Routes {
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
    '/metrics': {
      async GET(_request, response) {
        const gauges = [
          ...(await storeGauges(store)),
          residentMemory(),
          droppedLines(log),
          clockDoubt(clock),
        ];
        const text = metrics.format(gauges);
        sendText(response, 200, 'text/plain; version=0.0.4; charset=utf-8', text);
      },
    },
    '/openapi.json': {
      async GET(_request, response) {
        sendJson(response, 200, { ...(await loadDocument()), servers: [{ url: publicUrl }] });
      },
    },
    '/docs': {
      async GET(_request, response) {
        sendPage(response, 200, referencePage(await loadDocument(), publicUrl));
      },
    },
    '/': {
      GET: (_request, response) => sendText(response, 302, 'text/plain', '', { Location: '/docs' }),
    },
  };
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
async function storeGauges(store: SqlStore): Promise<readonly Gauge[]> {
  const statistics = await store.statistics().catch(() => undefined);
  if (statistics === undefined) return [];
  const { tasks, accounts } = statistics;
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
  ];
}

function clockDoubt({ doubt = 0 }: TrustedClock): Gauge {
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
