// A user's file, compiled outside the workspace. Every `@ts-expect-error` fails the compilation when there is no error.
import {
  type AnyFirstHandError,
  FirstHandClient,
  isFirstHandError,
  type Job,
  type SafeResult,
} from '@firsthandapi/sdk';
import {
  createWebhookRouter,
  isWebhookVerificationError,
  unwrapWebhook,
  verifyWebhookSignature,
  type WebhookEvent,
  type WebhookVerificationErrorCode,
} from '@firsthandapi/webhooks';

/** Whether two types are the same; `any` is the same only as `any`. */
type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const holds = <_Truth extends true>(): void => {};

const client = new FirstHandClient({ apiKey: process.env.FIRSTHAND_API_KEY });

/** Constants fit requests, whose lists are readonly; those of answers are not. */
const ORDER = {
  type: 'data_collection',
  description: 'A storefront by day, its sign readable',
  files_needed: 10,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
} as const;
const SUBSCRIPTIONS = ['job.completed', 'job.cancelled'] as const;

export async function useTheClient(): Promise<void> {
  const job = await client.createJob({
    type: 'data_collection',
    description: 'A storefront by day, its sign readable',
    files_needed: 10,
    accepted_formats: ['image/jpeg', 'image/png'],
    price_per_file_cents: 50,
    title: undefined,
    metadata: { project: 'storefronts' },
  });
  holds<Same<typeof job, Job>>();
  await client.createJobAndWait(ORDER);
  await client.updateWebhookEndpoint('whe_1', { events: SUBSCRIPTIONS });
  const { data, requestId, rateLimit, attempts } = await client
    .getJob(job.id, { wait: 30 })
    .withResponse();
  holds<Same<typeof data, Job>>();
  holds<Same<typeof requestId, string | undefined>>();
  holds<Same<typeof attempts, number>>();
  rateLimit?.resetAt.getTime();
  for await (const each of client.listJobs({ status: 'completed' }))
    holds<Same<typeof each, Job>>();
  const files = await client.getJobFiles(job.id, { min_score: 4 }).toArray({ limit: 100 });
  const [file] = files;
  if (file) {
    const bytes = await client.downloadFile(file);
    const length: number = bytes.byteLength;
    const stream = await client.downloadFile(file.id, { to: 'stream' });
    await stream.cancel(length);
  }
  const result = await client.rateJob(job.id, { rating: 5, comment: undefined }).safe();
  holds<Same<typeof result, SafeResult<Job>>>();
  if (result.ok) result.data.rating?.toFixed();
  else explain(result.error);
  const finished = await client.waitForJob(job.id, { timeout: 60_000 });
  holds<Same<typeof finished.status, 'completed' | 'cancelled'>>();
}

/** Response enums are open: a value that a later service adds is a string. A misspelt one does not compile. */
export function readOpenEnum(job: Job): number {
  const later = 'archived' as Job['status'];
  // @ts-expect-error it is 'completed'
  if (job.status === 'complete') return -1;
  if (String(job.status) === 'paused') return -2;
  switch (job.status) {
    case 'completed':
      return job.files_approved;
    case later:
      return 0;
    default:
      return job.status.length;
  }
}

export function explain(error: unknown): string {
  if (!isFirstHandError(error)) return 'not ours';
  holds<Same<typeof error, AnyFirstHandError>>();
  switch (error.type) {
    case 'rate_limit_exceeded': {
      const status: number = error.status;
      return `${status}: again in ${error.retryAfterMs ?? 0} ms`;
    }
    case 'validation_error':
      return error.details.map(({ field, message }) => `${field}: ${message}`).join();
    case 'timeout_error':
    case 'connection_error':
      return error.retryable ? 'again' : 'no answer';
    // @ts-expect-error there is no such error type
    case 'rate_limit_error':
      return '';
    default: {
      const type: string = error.type;
      return `${type} ${error.requestId ?? ''}`;
    }
  }
}

export function receive(
  rawBody: Uint8Array,
  headers: Record<string, string | string[] | undefined>,
): number | null {
  try {
    const event = unwrapWebhook(
      rawBody,
      headers,
      [process.env.NEW_SECRET, process.env.OLD_SECRET],
      {
        tolerance: undefined,
        receivedAt: new Date(),
      },
    );
    holds<Same<typeof event, WebhookEvent>>();
    return measure(event);
  } catch (error) {
    if (!isWebhookVerificationError(error)) throw error;
    holds<Same<typeof error.code, WebhookVerificationErrorCode>>();
    return null;
  }
}

function measure(event: WebhookEvent): number | null {
  switch (event.type) {
    case 'job.completed':
      return event.data.files_approved;
    case 'submission.scored':
      return event.data.ai_star_rating;
    case 'credits.low_balance':
      return event.data.available_cents;
    default:
      return event.type.length;
  }
}

export const isVerified: true = verifyWebhookSignature('{}', 't=1,v1=00', 'whsec_secret');

export const router = createWebhookRouter<{ requestId: string }>()
  .on('job.completed', (event, { requestId }) => [event.data.files_approved, requestId])
  .on(['submission.approved', 'submission.rejected'], (event) => event.data.status)
  .otherwise((event) => event.type);

export function wrongCalls(event: WebhookEvent): void {
  // @ts-expect-error a job needs a body
  client.createJob();
  // @ts-expect-error required fields are missing
  client.createJob({ type: 'feedback' });
  client.createJob({
    type: 'feedback',
    description: 'What do you think of this page?',
    files_needed: 1,
    // @ts-expect-error request enums are closed
    accepted_formats: ['image/gif'],
    price_per_file_cents: 50,
  });
  // @ts-expect-error a job is found by its id
  client.getJob();
  // @ts-expect-error request enums are closed
  client.listJobs({ status: 'done' });
  // @ts-expect-error an unknown parameter
  client.listJobs({ state: 'open' });
  // @ts-expect-error an unknown event type
  client.createWebhookEndpoint({ url: 'https://example.com/hooks', events: ['job.done'] });
  // @ts-expect-error how many to take must be said
  client.listJobs().toArray();
  // @ts-expect-error no such method
  client.createJobs;
  // @ts-expect-error what data is depends on the type
  event.data.files_approved;
  // @ts-expect-error a parsed body cannot be verified
  verifyWebhookSignature({ id: 'evt_1' }, 't=1,v1=00', 'whsec_secret');
  // @ts-expect-error verification is synchronous
  verifyWebhookSignature('{}', 't=1,v1=00', 'whsec_secret').then;
  // @ts-expect-error an unknown event type
  createWebhookRouter().on('job.done', () => {});
}
