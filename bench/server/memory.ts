/**
 * Whether the reference server's memory stays flat over the requests of an hour: reads, pages and new jobs in twelve
 * portions, without a pause, and the memory of the process after each.
 *
 * Run by `pnpm bench server/memory`. PostgreSQL, which takes several times as long for a request, gets a tenth of them.
 */
import { type DatabaseKind, databaseKinds } from '@firsthandapi/server/testing';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { reportComparison } from '../report/report-comparison.ts';
import { measureLoad, type WireRequest } from './load-client.ts';
import { type ReferenceServer, startReferenceServer } from './reference-server.ts';
import { ask, createJob, getJob, listJobs } from './requests.ts';

const PER_SECOND = countFromEnvironment('BENCH_PER_SECOND', 1_000);
const CONNECTIONS = countFromEnvironment('BENCH_CONNECTIONS', 32);
const PORTIONS = 12;
/** What a portion consists of: most clients wait for their jobs. */
const PARTS = { getJob: 0.88, listJobs: 0.1, createJob: 0.02 };

/** Memory of one server in MB: before the first request, and after each portion. */
interface Course {
  readonly name: string;
  readonly perSecond: number;
  readonly resting: number;
  readonly after: readonly number[];
}

async function follow(kind: DatabaseKind): Promise<Course> {
  const perSecond = kind.name === 'PostgreSQL' ? PER_SECOND / 10 : PER_SECOND;
  const server = await startReferenceServer(kind);
  const resting = server.residentMegabytes();
  const { id } = await ask(server.url, createJob(server.test));
  const after: number[] = [];
  for (let portion = 0; portion < PORTIONS; portion += 1) {
    await sendPortion(server, id, (perSecond * 3_600) / PORTIONS);
    after.push(server.residentMegabytes());
    console.log(`${kind.name}, portion ${portion + 1}: ${after.at(-1)?.toFixed(0)} MB`);
  }
  await server.stop();
  return { name: kind.name, perSecond, resting, after };
}

async function sendPortion(
  { url, test }: ReferenceServer,
  id: string,
  count: number,
): Promise<void> {
  const send = (part: number, status: number, next: () => WireRequest) =>
    measureLoad(url, { total: Math.ceil(count * part), connections: CONNECTIONS, status }, next);
  const [job, jobs] = [getJob(test, id), listJobs(test)];
  await send(PARTS.createJob, 201, () => createJob(test));
  await send(PARTS.listJobs, 200, () => jobs);
  await send(PARTS.getJob, 200, () => job);
}

const courses: Course[] = [];
for (const kind of await databaseKinds()) courses.push(await follow(kind));

const half = PORTIONS / 2;
const rowOf = (name: string, perSecond: number) =>
  `${name}, ${perSecond.toLocaleString('en')} a second`;
reportComparison({
  group: 'Server',
  title: 'Memory over an hour of requests',
  method: `The requests of an hour, sent without a pause over ${CONNECTIONS} connections in ${PORTIONS} portions, each of ${PARTS.getJob * 100} % getJob, ${PARTS.listJobs * 100} % listJobs and ${PARTS.createJob * 100} % createJob: the memory of the process after each, and the maximum of the last six compared with that of the first six.`,
  subject: 'server',
  columns: {
    'at rest, MB': {},
    'after 5 min, MB': {},
    'after 30 min, MB': {},
    'after 60 min, MB': {},
    'second half, × first': { decimals: 2 },
  },
  rows: courses.map(({ name, perSecond, resting, after }) => ({
    name: rowOf(name, perSecond),
    side: 'ours',
    figures: {
      'at rest, MB': resting,
      'after 5 min, MB': after[0] ?? Number.NaN,
      'after 30 min, MB': after[half - 1] ?? Number.NaN,
      'after 60 min, MB': after.at(-1) ?? Number.NaN,
      'second half, × first': Math.max(...after.slice(half)) / Math.max(...after.slice(0, half)),
    },
  })),
  plot: { columns: ['second half, × first'], better: 'less' },
  goals: courses.map(({ name, perSecond }) => ({
    row: rowOf(name, perSecond),
    column: 'second half, × first' as const,
    is: 'at most' as const,
    limit: 1.1,
  })),
});
