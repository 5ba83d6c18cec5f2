import type { JobSummaryList, ListJobsQuery } from '@firsthandapi/spec/worker';
import { validationError } from '../errors/api-error.ts';
import { DEFAULT_LIMIT } from '../lists/pagination.ts';
import { openText, signText } from '../lists/signed-text.ts';
import type { Environment, JobRecord, WorkerPosition } from '../store/records.ts';
import type { WorkerCall } from '../work/worker-call.ts';
import { presentJobSummary } from './present-job.ts';
import { onlookerOf, type SeenJob, seeJob } from './situation.ts';

/** Jobs per read, and the most that one request looks at: what is further down is on the next page. */
const JOBS_PER_READ = 100;
const MOST_LOOKED_AT = 500;
/** A place with three decimals, as the query has it. */
const NEAR_ACCURACY_M = 100;

/** Jobs that the worker can accept come first, then the others. */
type Phase = 'can' | 'cannot';

/** Where a page begins: after a job, in one of the two phases. */
interface Place {
  readonly phase: Phase;
  readonly after: string | undefined;
}

/** Returns a page of the jobs that are offered, newest first within those that the worker can accept, and the others. */
export async function listOffers(
  call: WorkerCall<unknown, ListJobsQuery>,
): Promise<JobSummaryList> {
  const { query, worker } = call;
  const limit = query.limit ?? DEFAULT_LIMIT;
  const onlooker = await onlookerOf(call, worker, positionOf(query.near));
  const found: SeenJob[] = [];
  let place: Place | undefined = placeOf(call, query.cursor);
  for (let looked = 0; place !== undefined && looked < MOST_LOOKED_AT && found.length < limit; ) {
    const jobs = await readOffers(call, query.environment ?? 'live', place);
    looked += jobs.length;
    for (const job of jobs) {
      place = { ...place, after: job.id };
      if (!accepts(job, query.media)) continue;
      const seen = await seeJob(call, job, onlooker);
      if ((seen.whyNot.length === 0) === (place.phase === 'can')) found.push(seen);
      if (found.length === limit) break;
    }
    if (jobs.length < JOBS_PER_READ && found.length < limit) place = next(place);
  }
  return {
    object: 'list',
    data: found.map((seen) => presentJobSummary(call, seen)),
    has_more: place !== undefined,
    next_cursor: place === undefined ? null : signText(call, `${place.phase}:${place.after ?? ''}`),
  };
}

/** Returns a place of a query, as far as such a place is exact. */
export function positionOf(near: string | undefined): WorkerPosition | null {
  if (near === undefined) return null;
  const [lat = 0, lng = 0] = near.split(',').map(Number);
  if (Math.abs(lat) <= 90 && Math.abs(lng) <= 180) return { lat, lng, accuracy_m: NEAR_ACCURACY_M };
  throw validationError([{ field: 'near', message: 'must be within -90,-180 and 90,180' }]);
}

function readOffers(
  { tables }: WorkerCall,
  offered: Environment,
  { after }: Place,
): Promise<readonly JobRecord[]> {
  const page = { ...(after !== undefined && { after }), limit: JOBS_PER_READ };
  return tables.jobs.list({ where: { offered }, ...page });
}

function accepts({ accepted_formats }: JobRecord, media: string | undefined): boolean {
  return media === undefined || accepted_formats.some((format) => format.startsWith(`${media}/`));
}

function next({ phase }: Place): Place | undefined {
  return phase === 'can' ? { phase: 'cannot', after: undefined } : undefined;
}

function placeOf(call: WorkerCall, cursor: string | undefined): Place {
  if (cursor === undefined) return { phase: 'can', after: undefined };
  const [phase, after] = (openText(call, cursor) ?? '').split(':');
  if (phase === 'can' || phase === 'cannot')
    return { phase, after: after === '' ? undefined : after };
  throw validationError([
    {
      field: 'cursor',
      message: "is not a cursor of this list; pass the previous page's next_cursor",
    },
  ]);
}
