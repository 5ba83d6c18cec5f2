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
  readonly isClosing: () => boolean;
}

/** Routes for operators and readers: health, readiness, metrics and the API reference. */
export function serviceRoutes({
  store,
  metrics,
  log,
  publicUrl,
  isClosing,
}: ServiceDependencies): Routes {
  return {
    '/healthz': { GET: (_request, response) => sendJson(response, 200, { status: 'ok' }) },
    '/readyz': {
      async GET(_request, response) {
        const problem = isClosing() ? 'shutting down' : await storeProblem(store);
        if (problem === undefined) sendJson(response, 200, { status: 'ready' });
        else sendJson(response, 503, { status: 'not ready', reason: problem });
      },
    },
    '/metrics': {
      async GET(_request, response) {
        const text = metrics.format([...(await storeGauges(store)), droppedLines(log)]);
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

async function storeProblem(store: SqlStore): Promise<string | undefined> {
  try {
    await store.nextDue();
    return undefined;
  } catch {
    return 'the database does not respond';
  }
}

function droppedLines({ droppedLines = 0 }: Log): Gauge {
  return {
    name: 'firsthand_log_lines_dropped_total',
    help: 'Log lines that were lost because standard output did not accept them',
    type: 'counter',
    values: [{ labels: {}, value: droppedLines }],
  };
}

async function storeGauges(store: SqlStore): Promise<readonly Gauge[]> {
  const { tasks, accounts } = await store.statistics();
  return [
    {
      name: 'firsthand_scheduled_tasks',
      help: 'Tasks scheduled, by kind; webhook.deliver is the outbox',
      values: tasks.map(({ kind, count }) => ({ labels: { kind }, value: count })),
    },
    {
      name: 'firsthand_ledger_cents',
      help: 'Balance of each ledger account, summed over all organizations; the accounts add up to zero',
      values: accounts.map(({ account, cents }) => ({ labels: { account }, value: cents })),
    },
    {
      name: 'process_resident_memory_bytes',
      help: 'Resident memory size in bytes',
      values: [{ labels: {}, value: process.memoryUsage.rss() }],
    },
  ];
}
