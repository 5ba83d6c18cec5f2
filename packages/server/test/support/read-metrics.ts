import { until } from '@firsthandapi/test-support/until';

/**
 * Returns the text of `/metrics` with the figures of the database, which it leaves out when they take longer than a second.
 *
 * @param url the address of the listener that serves it
 */
export async function readMetrics(url: string): Promise<string> {
  let text = '';
  await until('the metrics have the figures of the database', async () => {
    text = await (await fetch(`${url}/metrics`)).text();
    return text.includes('firsthand_ledger_cents');
  });
  return text;
}
