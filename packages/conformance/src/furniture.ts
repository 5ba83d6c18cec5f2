import type { CreateJobRequest } from '@firsthandapi/spec';
import type { Receiver } from './receiver.ts';
import type { Stage } from './stage.ts';

/** A job that asks for little: two photos at half a dollar each. */
export const order: CreateJobRequest = {
  type: 'data_collection',
  description: 'A coffee cup on a table, photographed from above by daylight.',
  files_needed: 2,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
};

/** A simulated worker is done after this many seconds (contract §6). */
export const WORK_SECONDS = 15;

/** Ids of one object of each kind, for operations that ask for one. */
export interface Furniture {
  /** Completed, and not rated. */
  readonly completedJob: string;
  /** Not started. */
  readonly openJob: string;
  /** To be erased. */
  readonly jobToErase: string;
  readonly submission: string;
  readonly file: string;
  readonly keyToRotate: string;
  readonly keyToRevoke: string;
  readonly keyToDelete: string;
  readonly endpoint: string;
  readonly endpointToDelete: string;
  readonly event: string;
  readonly dataExport: string;
  readonly erasure: string;
}

/** Ids of the right form that nobody has. */
export const nothing: Furniture = {
  completedJob: 'job_01KM59A1BW2E5CYE53KSBGENQG',
  openJob: 'job_01KM59A1BW2E5CYE53KSBGENQG',
  jobToErase: 'job_01KM59A1BW2E5CYE53KSBGENQG',
  submission: 'sub_01KM59A1BWPES1FPSKS283KECT',
  file: 'file_01KM59A93BH2KFY428NRRWRAXN',
  keyToRotate: 'key_01KM59A1BW21N1NQTV1F59FQ4N',
  keyToRevoke: 'key_01KM59A1BW21N1NQTV1F59FQ4N',
  keyToDelete: 'key_01KM59A1BW21N1NQTV1F59FQ4N',
  endpoint: 'whe_01KM59A1BWQRYJW509EGD1H4V1',
  endpointToDelete: 'whe_01KM59A1BWQRYJW509EGD1H4V1',
  event: 'evt_01KM59A1BW2XVQNV07GZN62FXW',
  dataExport: 'exp_01KM59A1BW1GFP7RK94861WCTF',
  erasure: 'era_01KM59A1BWENDDT8BZE379FG8C',
};

/** Makes one object of each kind in the test environment, through the API alone. */
export async function furnish(stage: Stage): Promise<Furniture> {
  const { test } = stage;
  const receiver = await stage.subscribe(test);
  const { id: completedJob } = await test.createJob(order);
  await stage.advance(WORK_SECONDS);
  const { id: jobToErase } = await test.createJob(order);
  const { id: erasedJob } = await test.createJob(order);
  const { id: erasure } = await test.createErasure({ target: 'job', job_id: erasedJob });
  const { id: dataExport } = await test.createDataExport();
  await stage.advance(1);
  const { id: openJob } = await test.createJob(order);
  const keyOf = async (name: string) => (await test.createApiKey({ name })).id;
  return {
    completedJob,
    openJob,
    jobToErase,
    submission: first(await test.getJobSubmissions(completedJob)),
    file: first(await test.getJobFiles(completedJob)),
    keyToRotate: await keyOf('to rotate'),
    keyToRevoke: await keyOf('to revoke'),
    keyToDelete: await keyOf('to delete'),
    endpoint: first(await test.listWebhookEndpoints()),
    endpointToDelete: await registeredFor(stage, receiver),
    event: first(await test.listWebhookEvents()),
    dataExport,
    erasure,
  };
}

async function registeredFor({ test }: Stage, { url, secrets }: Receiver): Promise<string> {
  const { id, secret } = await test.createWebhookEndpoint({ url, events: ['job.flagged'] });
  secrets.push(secret);
  return id;
}

/** The id of a list's newest item. */
export function first({ data }: { readonly data: readonly { readonly id: string }[] }): string {
  const [item] = data;
  if (item === undefined) throw new Error('The list is empty');
  return item.id;
}
