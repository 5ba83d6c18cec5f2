import type { Receiver } from './receiver.ts';
import { sampleJob, WORK_SECONDS } from './sample-job.ts';
import type { ScenarioContext } from './scenario-context.ts';

/** Ids of one object of each kind, for the operations that take an id. */
export interface ObjectIds {
  /** A completed job without a rating. */
  readonly completedJob: string;
  /** A job that no worker has picked up yet. */
  readonly openJob: string;
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

/** Well-formed ids of objects that do not exist. */
export const unknownIds: ObjectIds = {
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

/** Creates one object of each kind in the test environment, through the API alone. */
export async function seedObjects(context: ScenarioContext): Promise<ObjectIds> {
  const { test } = context;
  const receiver = await context.subscribe(test);
  const { id: completedJob } = await test.createJob(sampleJob);
  await context.advance(WORK_SECONDS);
  const { id: jobToErase } = await test.createJob(sampleJob);
  const { id: erasedJob } = await test.createJob(sampleJob);
  const { id: erasure } = await test.createErasure({ target: 'job', job_id: erasedJob });
  const { id: dataExport } = await test.createDataExport();
  await context.advance(1);
  const { id: openJob } = await test.createJob(sampleJob);
  const createKey = async (name: string) => (await test.createApiKey({ name })).id;
  return {
    completedJob,
    openJob,
    jobToErase,
    submission: firstId(await test.getJobSubmissions(completedJob)),
    file: firstId(await test.getJobFiles(completedJob)),
    keyToRotate: await createKey('to rotate'),
    keyToRevoke: await createKey('to revoke'),
    keyToDelete: await createKey('to delete'),
    endpoint: firstId(await test.listWebhookEndpoints()),
    endpointToDelete: await createEndpoint(context, receiver),
    event: firstId(await test.listWebhookEvents()),
    dataExport,
    erasure,
  };
}

async function createEndpoint(
  { test }: ScenarioContext,
  { url, secrets }: Receiver,
): Promise<string> {
  const { id, secret } = await test.createWebhookEndpoint({ url, events: ['job.flagged'] });
  secrets.push(secret);
  return id;
}

/** Returns the id of the newest item of a list, or throws when the list is empty. */
export function firstId({ data }: { readonly data: readonly { readonly id: string }[] }): string {
  const [item] = data;
  if (item === undefined) throw new Error('The list is empty');
  return item.id;
}
