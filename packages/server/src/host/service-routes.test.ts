import { expect, onTestFinished, test, vi } from 'vitest';
import { silentLog } from './json-log.ts';
import { Metrics } from './metrics.ts';
import { metricsRoute } from './service-routes.ts';

test('serves the metrics of the process when the database does not return its figures within a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const routes = metricsRoute({
    store: { statistics: () => new Promise(() => {}) },
    metrics: new Metrics(),
    log: silentLog,
    clock: { now: () => 0, doubt: undefined },
    moreGauges: () => [],
  });
  const ended: string[] = [];
  const response = {
    req: { method: 'GET' },
    writeHead() {},
    end: (text: string) => ended.push(text),
  };
  const { GET } = routes['/metrics'] ?? {};
  const served = GET?.({} as never, response as never, new URL('http://localhost/metrics'));
  await vi.advanceTimersByTimeAsync(1_000);
  await served;
  expect(ended.join()).toContain('process_resident_memory_bytes');
  expect(ended.join()).not.toContain('firsthand_ledger_cents');
});
