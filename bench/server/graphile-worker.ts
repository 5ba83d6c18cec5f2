import { fork } from 'node:child_process';
import { once } from 'node:events';
import { databaseKinds } from '@firsthandapi/server/testing';
import { CountingReceiver } from './counting-receiver.ts';

/**
 * Lets graphile-worker make as many POSTs from its queue, with the settings that it recommends for throughput, in a
 * process of its own. Returns how many a second arrive from the first to the last; NaN without PostgreSQL.
 */
export async function measureGraphileWorker(count: number): Promise<number> {
  const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');
  if (postgres === undefined) return Number.NaN;
  const database = await postgres.createEmpty();
  if (database.location.kind !== 'postgres') throw new Error('Not a PostgreSQL database');
  const url = new URL(database.location.url);
  const schema = url.searchParams.get('search_path') ?? '';
  url.search = '';
  const receiver = new CountingReceiver();
  const origin = await receiver.open();
  const measured = receiver.perSecondOf(count);
  const program = new URL('graphile-worker-process.ts', import.meta.url);
  const child = fork(program, [url.href, schema, origin, String(count)]);
  const ended = once(child, 'exit');
  const failed = ended.then(([code]) => Promise.reject(new Error(`It ended with ${code}`)));
  failed.catch(() => {});
  const perSecond = await Promise.race([measured, failed]);
  child.kill();
  await ended;
  receiver.close();
  await database.remove();
  return perSecond;
}
