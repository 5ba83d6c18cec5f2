import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReferenceServer } from './reference-server.ts';
import { ask, createJob } from './requests.ts';

const JOBS = 200;
const ENDPOINTS = 10;
const AT_ONCE = 16;

/** Cancels jobs that many endpoints hear of, and says how many deliveries a second arrive from the first to the last. */
export async function measureDeliveries({ url, test }: ReferenceServer): Promise<number> {
  let count = 0;
  let [first, last] = [0, 0];
  const all = Promise.withResolvers<void>();
  const receiver = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(204).end();
      last = performance.now();
      if (count === 0) first = last;
      count += 1;
      if (count === JOBS * ENDPOINTS) all.resolve();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  for (let endpoint = 0; endpoint < ENDPOINTS; endpoint += 1) {
    const hook = { url: `http://127.0.0.1:${port}/${endpoint}`, events: ['job.cancelled'] };
    const path = '/v1/webhook_endpoints';
    await ask(url, { ...createJob(test), path, body: JSON.stringify(hook) });
  }
  const made = await inParallel(JOBS, () => ask(url, createJob(test)));
  const ids = made.map(({ id }) => id);
  await inParallel(JOBS, (place) =>
    ask(url, { ...createJob(test), path: `/v1/jobs/${ids[place]}/cancel`, body: '{}' }),
  );
  await all.promise;
  receiver.closeAllConnections();
  receiver.close();
  return ((count - 1) / (last - first)) * 1_000;
}

async function inParallel<T>(count: number, work: (place: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let start = 0; start < count; start += AT_ONCE) {
    const places = Array.from(
      { length: Math.min(AT_ONCE, count - start) },
      (_, one) => start + one,
    );
    results.push(...(await Promise.all(places.map(work))));
  }
  return results;
}
