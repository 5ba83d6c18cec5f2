import { CountingReceiver } from './counting-receiver.ts';
import type { ReferenceServer } from './reference-server.ts';
import { addEndpoints, ask, createJob, removeEndpoints } from './requests.ts';

const JOBS = 200;
const ENDPOINTS = 10;
const AT_ONCE = 16;

/** Cancels jobs that many endpoints hear of, and says how many deliveries a second arrive from the first to the last. */
export async function measureDeliveries({ url, test }: ReferenceServer): Promise<number> {
  const receiver = new CountingReceiver();
  const origin = await receiver.open();
  const measured = receiver.perSecondOf(JOBS * ENDPOINTS);
  const endpoints = await addEndpoints({ url, test }, origin, ENDPOINTS);
  const made = await inParallel(JOBS, () => ask(url, createJob(test)));
  const ids = made.map(({ id }) => id);
  await inParallel(JOBS, (place) =>
    ask(url, { ...createJob(test), path: `/v1/jobs/${ids[place]}/cancel`, body: '{}' }),
  );
  const perSecond = await measured;
  receiver.close();
  await removeEndpoints({ url, test }, endpoints);
  return perSecond;
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
