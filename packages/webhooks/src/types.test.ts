import type {
  WebhookEvent as SpecEvent,
  WebhookEventType as SpecEventType,
} from '@firsthandapi/spec';
import { expect, expectTypeOf, test } from 'vitest';
import type { WebhookHandlerOptions } from './handler.ts';
import {
  createWebhookRouter,
  type JobCompletedEvent,
  type KnownWebhookEvent,
  type SeenAnswer,
  type SeenFunction,
  type SeenStore,
  type SubmissionScoredEvent,
  type UnknownWebhookEvent,
  unwrapRequest,
  unwrapWebhook,
  verifyWebhookSignature,
  WEBHOOK_EVENT_TYPES,
  type WebhookEvent,
  type WebhookEventOf,
  type WebhookEventType,
} from './index.ts';

test('lists every event type exactly once', () => {
  expectTypeOf<WebhookEventType>().toEqualTypeOf<SpecEvent['type']>();
  expectTypeOf<(typeof WEBHOOK_EVENT_TYPES)[number]>().toEqualTypeOf<WebhookEventType>();
  expectTypeOf<SpecEventType>().toEqualTypeOf<WebhookEventType>();
  expect(new Set(WEBHOOK_EVENT_TYPES).size).toBe(WEBHOOK_EVENT_TYPES.length);
});

test('narrows the data of an event by its type', () => {
  const read = (event: WebhookEvent) => {
    switch (event.type) {
      case 'job.completed':
        expectTypeOf(event).toEqualTypeOf<JobCompletedEvent>();
        return event.data.files_approved;
      case 'submission.scored':
        expectTypeOf(event).toEqualTypeOf<SubmissionScoredEvent>();
        return event.data.ai_star_rating;
      default:
        expectTypeOf(event.type).toExtend<string>();
        return null;
    }
  };
  expectTypeOf(read).toBeFunction();
});

test('leaves the unknown event after all known types', () => {
  const isKnown = (event: WebhookEvent): event is KnownWebhookEvent =>
    (WEBHOOK_EVENT_TYPES as readonly string[]).includes(event.type);
  const read = (event: WebhookEvent) => {
    if (!isKnown(event)) expectTypeOf(event).toEqualTypeOf<UnknownWebhookEvent>();
  };
  expectTypeOf<UnknownWebhookEvent['data']>().toEqualTypeOf<unknown>();
  expectTypeOf(read).toBeFunction();
});

test('types the event in a router for one type and for several', () => {
  createWebhookRouter<{ requestId: string }>()
    .on('job.completed', (event, context) => {
      expectTypeOf(event).toEqualTypeOf<JobCompletedEvent>();
      expectTypeOf(context).toEqualTypeOf<{ requestId: string }>();
    })
    .on(['submission.scored', 'submission.approved'], (event) => {
      expectTypeOf(event).toEqualTypeOf<
        WebhookEventOf<'submission.scored' | 'submission.approved'>
      >();
    })
    .otherwise((event) => {
      expectTypeOf(event).toEqualTypeOf<WebhookEvent>();
    });
  // @ts-expect-error no such event type
  createWebhookRouter().on('job.complete', () => {});
});

test('accepts an environment variable as the secret', () => {
  type Secret = Parameters<typeof verifyWebhookSignature>[2];
  expectTypeOf<string | undefined>().toExtend<Secret>();
  expectTypeOf<(string | undefined)[]>().toExtend<Secret>();
  expectTypeOf<readonly ['whsec_a', 'whsec_b']>().toExtend<Secret>();
});

test('accepts undefined for every option', () => {
  type Options = NonNullable<Parameters<typeof unwrapWebhook>[3]>;
  expectTypeOf<{
    tolerance: undefined;
    receivedAt: undefined;
    seen: undefined;
  }>().toExtend<Options>();
});

test('accepts a class that implements SeenStore in every adapter', () => {
  class MemoryStore implements SeenStore {
    readonly #ids = new Set<string>();
    async claim(eventId: string): Promise<SeenAnswer> {
      return !this.#ids.has(eventId) && Boolean(this.#ids.add(eventId));
    }
    release(eventId: string): void {
      this.#ids.delete(eventId);
    }
  }
  expectTypeOf<MemoryStore>().toExtend<NonNullable<WebhookHandlerOptions['seen']>>();
  expectTypeOf<SeenFunction>().toExtend<NonNullable<WebhookHandlerOptions['seen']>>();
  // @ts-expect-error a store that returns nothing would drop every event
  const forgetful: SeenStore = { claim: () => {}, release: () => {} };
  expectTypeOf(forgetful).toBeObject();
});

test('keeps the fields of an event that only the service writes', () => {
  expectTypeOf<JobCompletedEvent['id']>().toEqualTypeOf<string>();
  expectTypeOf<JobCompletedEvent['created_at']>().toEqualTypeOf<string>();
  expectTypeOf<JobCompletedEvent['data']['id']>().toEqualTypeOf<string>();
  expectTypeOf<JobCompletedEvent['data']['completed_at']>().toEqualTypeOf<string | null>();
});

test('does not compile an asynchronous seen hook where it would be ignored', () => {
  type Seen = NonNullable<NonNullable<Parameters<typeof unwrapWebhook>[3]>['seen']>;
  expectTypeOf<(id: string) => Promise<boolean>>().not.toExtend<Seen>();
});

test('does not compile with a parsed body', () => {
  type Body = Parameters<typeof verifyWebhookSignature>[0];
  expectTypeOf<{ id: string }>().not.toExtend<Body>();
  expectTypeOf<Promise<string>>().not.toExtend<Body>();
  expectTypeOf<Request>().not.toExtend<Body>();
  expectTypeOf<Buffer>().toExtend<Body>();
});

test('returns promises only when it reads a Request', () => {
  expectTypeOf(verifyWebhookSignature).returns.toEqualTypeOf<true>();
  expectTypeOf(unwrapWebhook).returns.toEqualTypeOf<WebhookEvent>();
  expectTypeOf(unwrapRequest).returns.toEqualTypeOf<Promise<WebhookEvent>>();
});
