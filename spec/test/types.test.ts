import { expectTypeOf, test } from 'vitest';
import type { z } from 'zod/mini';
import type {
  CreateErasureRequest,
  CreateJobRequest,
  FileAnnotations,
  Job,
  ListJobsQuery,
  OperationId,
  OperationTypes,
  paths,
  Submission,
  UnknownValue,
  WebhookEvent,
  WebhookEventType,
} from '../generated/index.ts';
import type * as schemas from '../generated/schemas.ts';

test('accepts undefined for optional request properties, including those with defaults', () => {
  const request: CreateJobRequest = {
    description: 'Photos of shop fronts.',
    files_needed: 3,
    accepted_formats: ['image/png'],
    title: undefined,
  };
  expectTypeOf(request.files_per_submission).toEqualTypeOf<number | undefined>();
  expectTypeOf<ListJobsQuery['limit']>().toEqualTypeOf<number | undefined>();
});

test('accepts readonly arrays in requests and returns plain ones', () => {
  const order = {
    description: 'Photos of shop fronts.',
    files_needed: 3,
    accepted_formats: ['image/png'],
    context: { image_urls: ['https://example.com/a.png'], attachments: [] },
  } as const;
  const request: CreateJobRequest = order;
  // @ts-expect-error what callers wrote is not for others to change
  const change = () => request.accepted_formats.push('image/jpeg');
  expectTypeOf([request, change]).toBeArray();
  expectTypeOf<Job['accepted_formats']>().toExtend<string[]>();
});

test('requires response fields even if they have a default', () => {
  type Present = 'files_per_submission' | 'min_star_rating';
  expectTypeOf<Pick<Job, Present>>().toEqualTypeOf<{ [Name in Present]: number }>();
  expectTypeOf<Job>().toEqualTypeOf<Required<Job>>();
});

test('closes request enums', () => {
  expectTypeOf<'data_collection' | 'feedback' | undefined>().toEqualTypeOf<
    CreateJobRequest['type']
  >();
  // @ts-expect-error an unknown type of job is refused
  const request: Pick<CreateJobRequest, 'type'> = { type: 'survey' };
  expectTypeOf(request).toBeObject();
});

test('opens response enums to unknown values, and closes them to comparisons', () => {
  const status = 'a future status' as Job['status'];
  expectTypeOf(status).toExtend<string>();
  expectTypeOf<'completed'>().toExtend<Job['status']>();
  expectTypeOf<Exclude<Job['status'], UnknownValue>>().toEqualTypeOf<
    'open' | 'filled' | 'in_progress' | 'completed' | 'cancelled'
  >();
  // @ts-expect-error not a status
  const isMisspelt = status === 'complete';
  expectTypeOf(isMisspelt).toBeBoolean();
});

test('requires nullable response fields', () => {
  expectTypeOf<Job['title']>().toEqualTypeOf<string | null>();
  expectTypeOf<Submission['ai_star_rating']>().toEqualTypeOf<number | null>();
});

test('discriminates unions', () => {
  const read = (event: WebhookEvent) => {
    if (event.type === 'job.completed') expectTypeOf(event.data).toEqualTypeOf<Job>();
    if (event.type === 'submission.scored') expectTypeOf(event.data).toEqualTypeOf<Submission>();
    if (event.type === 'job.flagged') expectTypeOf(event.data.flag_reason).toBeString();
  };
  const annotate = (annotations: FileAnnotations) => {
    if (annotations.kind === 'audio') expectTypeOf(annotations.transcript.text).toBeString();
  };
  const erase = (request: CreateErasureRequest) => {
    if (request.target === 'job') expectTypeOf(request.job_id).toBeString();
  };
  expectTypeOf([read, annotate, erase]).toBeArray();
  expectTypeOf<WebhookEvent['type']>().toEqualTypeOf<WebhookEventType>();
});

test('has types for every operation', () => {
  expectTypeOf<keyof OperationTypes>().toEqualTypeOf<OperationId>();
  expectTypeOf<OperationTypes['getJob']>().toEqualTypeOf<{
    path: { id: string };
    query: undefined;
    body: undefined;
    result: Job;
  }>();
  expectTypeOf<keyof paths>().toExtend<`/v1/${string}`>();
});

test('parses to the types that are declared', () => {
  expectTypeOf<
    z.output<ReturnType<typeof schemas.CreateJobRequest>>
  >().toExtend<CreateJobRequest>();
  expectTypeOf<
    z.output<ReturnType<typeof schemas.CreateErasureRequest>>
  >().toExtend<CreateErasureRequest>();
  expectTypeOf<z.output<ReturnType<typeof schemas.ListJobsQuery>>>().toExtend<ListJobsQuery>();
});
