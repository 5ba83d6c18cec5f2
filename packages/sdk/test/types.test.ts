// The compiler checks these (`pnpm typecheck`); running them only proves that nothing here throws.
import type * as undici from 'undici';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type AnyFirstHandError,
  type ApiPromise,
  type ApiResponse,
  type ClientOptions,
  type CreateAndWaitOptions,
  type CreateJobRequest,
  type DownloadJobFilesOptions,
  type DownloadOptions,
  type FetchLike,
  type File,
  type FinishedJob,
  FirstHandClient,
  type FirstHandTimeoutError,
  type FirstPage,
  isFirstHandError,
  type Job,
  type ListJobsQuery,
  type ListPromise,
  type LongPollOptions,
  type RotateApiKeyOptions,
  type SafeResult,
  type ServerError,
  type UnknownValue,
  type UpdateSettingsRequest,
  type WEBHOOK_EVENT_TYPES,
  type WebhookEvent,
} from '../src/index.ts';
import {
  createMockClient,
  type failWith,
  type MockReplies,
  type TestWebhookInput,
} from '../src/testing.ts';
import type { UndiciFetchOptions, undiciFetch } from '../src/undici.ts';
import { JOB_BODY } from './scripted-server.ts';

/** The required properties, and every optional one as `undefined`. */
type OptionalsAsUndefined<T> = {
  [Name in keyof T]-?: Partial<Pick<T, Name>> extends Pick<T, Name> ? undefined : T[Name];
};

const { client } = createMockClient({
  createJob: { id: 'job_1', status: 'open' },
  getJob: { id: 'job_1', status: 'completed' },
  listJobs: { data: [], has_more: false, next_cursor: null },
  purchaseCredits: { checkout_url: 'https://checkout.example' },
  deleteApiKey: undefined,
});

describe('options', () => {
  test('accepts an apiKey from the environment, undefined included', () => {
    const make = () => new FirstHandClient({ apiKey: process.env.FIRSTHAND_API_KEY });
    expectTypeOf(make).returns.toEqualTypeOf<FirstHandClient>();
    expectTypeOf<{ apiKey: undefined }>().toExtend<ClientOptions>();
    expectTypeOf<{ apiKey: () => Promise<string> }>().toExtend<ClientOptions>();
    // @ts-expect-error a key is a string
    expectTypeOf<{ apiKey: number }>().toExtend<ClientOptions>();
  });

  test('accepts undefined for every optional property under exactOptionalPropertyTypes', () => {
    expectTypeOf<OptionalsAsUndefined<ClientOptions>>().toExtend<ClientOptions>();
    expectTypeOf<OptionalsAsUndefined<LongPollOptions>>().toExtend<LongPollOptions>();
    expectTypeOf<OptionalsAsUndefined<RotateApiKeyOptions>>().toExtend<RotateApiKeyOptions>();
    expectTypeOf<OptionalsAsUndefined<CreateAndWaitOptions>>().toExtend<CreateAndWaitOptions>();
    expectTypeOf<OptionalsAsUndefined<DownloadOptions>>().toExtend<DownloadOptions>();
    type JobFiles = DownloadJobFilesOptions;
    expectTypeOf<OptionalsAsUndefined<JobFiles>>().toExtend<JobFiles>();
    expectTypeOf<OptionalsAsUndefined<CreateJobRequest>>().toExtend<CreateJobRequest>();
    expectTypeOf<OptionalsAsUndefined<UpdateSettingsRequest>>().toExtend<UpdateSettingsRequest>();
    expectTypeOf<OptionalsAsUndefined<ListJobsQuery>>().toExtend<ListJobsQuery>();
    type FaultOptions = NonNullable<Parameters<typeof failWith>[2]>;
    expectTypeOf<OptionalsAsUndefined<FaultOptions>>().toExtend<FaultOptions>();
    expectTypeOf<OptionalsAsUndefined<MockReplies>>().toExtend<MockReplies>();
    expectTypeOf<OptionalsAsUndefined<TestWebhookInput>>().toExtend<TestWebhookInput>();
    expectTypeOf<{ connections: undefined }>().toExtend<UndiciFetchOptions>();
  });

  test('accepts the built-in fetch and that of undici', () => {
    expectTypeOf<typeof globalThis.fetch>().toExtend<FetchLike>();
    expectTypeOf<ReturnType<typeof undiciFetch>>().toExtend<FetchLike>();
    expectTypeOf<typeof undici.fetch>().toExtend<FetchLike>();
  });
});

describe('calls', () => {
  test('types a call as data, response or result', async () => {
    const call = client.getJob('job_1', { wait: 30, signal: undefined });
    expectTypeOf(call).toEqualTypeOf<ApiPromise<Job>>();
    expectTypeOf(call).toExtend<Promise<Job>>();
    expectTypeOf(await call).toEqualTypeOf<Job>();
    expectTypeOf(await call.withResponse()).toEqualTypeOf<ApiResponse<Job>>();
    expectTypeOf(await call.safe()).toEqualTypeOf<SafeResult<Job>>();
    expectTypeOf(await client.deleteApiKey('key_1')).toEqualTypeOf<void>();
  });

  test('discriminates a result by ok', async () => {
    const result = await client.purchaseCredits({ amount_cents: 1000 }).safe();
    if (result.ok) expectTypeOf(result.data.checkout_url).toEqualTypeOf<string>();
    else expectTypeOf(result.error).toEqualTypeOf<AnyFirstHandError>();
  });

  test('types lists as pages and items', async () => {
    const list = client.listJobs({ status: 'open', limit: undefined });
    expectTypeOf(list).toEqualTypeOf<ListPromise<Job>>();
    expectTypeOf(await list).toEqualTypeOf<FirstPage<Job>>();
    for await (const job of list) expectTypeOf(job).toEqualTypeOf<Job>();
    for await (const job of await list) expectTypeOf(job).toEqualTypeOf<Job>();
    expectTypeOf(await list.toArray({ limit: 5 })).toEqualTypeOf<Job[]>();
  });

  test('closes request values and opens response values', async () => {
    // @ts-expect-error not a status
    client.listJobs({ status: 'opened' });
    // @ts-expect-error not a format
    client.createJob({ ...JOB_BODY, accepted_formats: ['image/bmp'] });
    const { status, type } = await client.getJob('job_1');
    const isLater: boolean = String(status) === 'a later status';
    expectTypeOf(isLater).toEqualTypeOf<boolean>();
    expectTypeOf(status).toExtend<string>();
    if (status !== 'open' && status !== 'filled' && status !== 'in_progress') {
      if (status !== 'completed' && status !== 'cancelled') {
        expectTypeOf(status).toEqualTypeOf<UnknownValue>();
      }
    }
    // @ts-expect-error not a type of job
    const isPhoto = type === 'photo';
    expectTypeOf(isPhoto).toBeBoolean();
  });

  test('rejects a comparison with a misspelt value of a response', async () => {
    const { status } = await client.getJob('job_1');
    // @ts-expect-error it is 'completed'
    const isMisspelt = status === 'complete';
    switch (status) {
      // @ts-expect-error it is 'cancelled'
      case 'canceled':
        break;
      case 'open':
        break;
    }
    expectTypeOf(isMisspelt).toBeBoolean();
  });

  test('accepts a request written as const, and keeps lists in responses mutable', () => {
    const order = {
      ...JOB_BODY,
      accepted_formats: ['image/jpeg', 'image/png'],
      context: { image_urls: ['https://example.com/a.jpg'], attachments: [] },
    } as const;
    const endpoint = { url: 'https://example.com/hooks', events: ['job.completed'] } as const;
    const key = { name: 'reader', scopes: ['jobs:read', 'usage:read'] } as const;
    const calls = () => [
      client.createJob(order),
      client.createJobAndWait(order),
      client.createWebhookEndpoint(endpoint),
      client.updateWebhookEndpoint('whe_1', { events: endpoint.events }),
      client.createApiKey(key),
    ];
    // @ts-expect-error a constant that is not a format is rejected as well
    const wrong: CreateJobRequest = { ...order, accepted_formats: ['image/bmp'] as const };
    expectTypeOf<Job['accepted_formats']>().toExtend<string[]>();
    expectTypeOf([calls, wrong]).toBeArray();
  });

  test('requires required arguments', () => {
    // @ts-expect-error files_needed and accepted_formats are missing
    const incomplete: Parameters<typeof client.createJob>[0] = { description: 'ten characters' };
    // @ts-expect-error the id is missing
    const noId = () => client.getJob();
    // @ts-expect-error the body is missing
    const noBody = () => client.rateJob('job_1');
    // @ts-expect-error only getJob can wait
    const noWait = () => client.listJobs({}, { wait: 5 });
    // @ts-expect-error a limit is required
    const noLimit = () => client.listJobs().toArray();
    expectTypeOf([incomplete, noId, noBody, noWait, noLimit]).toBeArray();
  });
});

describe('helpers', () => {
  test('types a wait as a finished job unless until is given', async () => {
    const finished = await client.waitForJob('job_1');
    expectTypeOf(finished).toEqualTypeOf<FinishedJob>();
    expectTypeOf(finished.status).toEqualTypeOf<'completed' | 'cancelled'>();
    expectTypeOf(await client.waitForJob('job_1', { until: 'filled' })).toEqualTypeOf<Job>();
    expectTypeOf(client.createJobAndWait).returns.toExtend<Promise<Job>>();
  });

  test('types a download by its target', () => {
    const file = {} as File;
    const bytes = () => client.downloadFile(file);
    const stream = () => client.downloadFile('file_1', { to: 'stream' });
    const path = () => client.downloadFile(file, { to: './photo.jpg' });
    const writable = () => client.downloadFile(file, { to: new WritableStream<Uint8Array>() });
    expectTypeOf(bytes).returns.resolves.toEqualTypeOf<Uint8Array<ArrayBuffer>>();
    expectTypeOf(stream).returns.resolves.toEqualTypeOf<ReadableStream<Uint8Array<ArrayBuffer>>>();
    expectTypeOf(path).returns.resolves.toEqualTypeOf<File>();
    expectTypeOf(writable).returns.resolves.toEqualTypeOf<File>();
    type Downloaded = Awaited<ReturnType<typeof bytes>>;
    expectTypeOf<Downloaded>().toExtend<BlobPart>();
    expectTypeOf<Downloaded>().toExtend<BodyInit>();
    expectTypeOf<Downloaded>().toExtend<BufferSource>();
  });
});

describe('unions', () => {
  test('discriminates errors by type', () => {
    const read = (error: unknown): void => {
      if (!isFirstHandError(error)) return;
      switch (error.type) {
        case 'rate_limit_exceeded':
          expectTypeOf(error).toEqualTypeOf<ServerError<'rate_limit_exceeded'>>();
          expectTypeOf(error.status).toEqualTypeOf<number>();
          break;
        case 'timeout_error':
          expectTypeOf(error).toEqualTypeOf<FirstHandTimeoutError>();
          expectTypeOf(error.status).toEqualTypeOf<number | undefined>();
          break;
        // @ts-expect-error not an error type
        case 'rate_limit_error':
          break;
        default:
          expectTypeOf(error.message).toEqualTypeOf<string>();
      }
    };
    read(new Error('another'));
  });

  test('discriminates events by type', () => {
    const read = (event: WebhookEvent): void => {
      if (event.type === 'job.completed') expectTypeOf(event.data).toEqualTypeOf<Job>();
    };
    expectTypeOf(read).toBeFunction();
    expectTypeOf<(typeof WEBHOOK_EVENT_TYPES)[number]>().toEqualTypeOf<WebhookEvent['type']>();
  });

  test('types replies of the mock by operation', () => {
    // @ts-expect-error a job has no such status code
    createMockClient({ createJob: { status: 5 } });
    // @ts-expect-error not an operation
    expect(() => createMockClient({ createJobs: {} })).toThrow('createJob');
  });
});
