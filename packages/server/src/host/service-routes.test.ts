import { expect, onTestFinished, test, vi } from 'vitest';
import { silentLog } from './json-log.ts';
import { Metrics } from './metrics.ts';
import type { Routes } from './route-table.ts';
import { metricsRoute } from './service-routes.ts';

/** Returns what a request to `/metrics` gets. */
async function scrape(routes: Routes): Promise<string> {
  const ended: string[] = [];
  const response = {
    req: { method: 'GET' },
    writeHead() {},
    end: (text: string) => ended.push(text),
  };
  const { GET } = routes['/metrics'] ?? {};
  await GET?.({} as never, response as never, new URL('http://localhost/metrics'));
  return ended.join();
}

const process = {
  metrics: new Metrics(),
  log: silentLog,
  clock: { now: () => 0, doubt: undefined },
  moreGauges: () => [],
};

test('reads the figures of the database at most once in five seconds, however often it is scraped', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  onTestFinished(() => now.mockRestore());
  let reads = 0;
  const statistics = async () => {
    reads += 1;
    return { tasks: [], accounts: [{ account: `read ${reads}`, cents: 0 }], quotas: [] };
  };
  const routes = metricsRoute({ ...process, store: { statistics } });
  const scrapes = await Promise.all([scrape(routes), scrape(routes)]);
  now.mockReturnValue(5_000);
  scrapes.push(await scrape(routes));
  for (const text of scrapes) expect(text).toContain('account="read 1"');
  now.mockReturnValue(5_001);
  expect(await scrape(routes)).toContain('account="read 2"');
});

test('serves the metrics of the process when the database does not return its figures within a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const statistics = () => new Promise<never>(() => {});
  const scraping = scrape(metricsRoute({ ...process, store: { statistics } }));
  await vi.advanceTimersByTimeAsync(1_000);
  const text = await scraping;
  expect(text).toContain('process_resident_memory_bytes');
  expect(text).not.toContain('firsthand_ledger_cents');
});
