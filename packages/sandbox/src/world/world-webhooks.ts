import type { DeliveryEntry } from './log-entry.ts';
import type { Result, Target } from './target.ts';
import type { WebhookMode } from './webhook-mode.ts';
import type { FetchHandler, WebhookTarget } from './webhook-target.ts';

/** What to deliver to a target. */
export interface DeliverToOptions {
  /** Event types. Default: all. */
  readonly events?: readonly string[];
  /** Environment of the events. Default `test`; credit events belong to `live`. */
  readonly environment?: 'test' | 'live';
  /** The secret that signs deliveries, `whsec_` and 16 to 128 letters and digits. Default: a generated one. */
  readonly secret?: string;
}

/** What an emitted event is about. */
export interface EmitSource {
  /** The job of a `job.*` event; for a `submission.*` event, the job whose newest submission it is about. */
  readonly jobId?: string;
  /** The submission of a `submission.*` event. */
  readonly submissionId?: string;
  /** Fields of the event's data, which replace the real ones. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** An endpoint that `deliverTo` created. */
export interface DeliveryEndpoint {
  /** `whe_…` */
  readonly endpointId: string;
  /** `whsec_…`: the secret that the handler verifies signatures with. */
  readonly secret: string;
  readonly url: string;
}

/** The webhooks of a world: real events with valid signatures, delivered on the world's clock. */
export interface WorldWebhooks<At extends Target = 'local'> {
  /**
   * Delivers events to the application under test: a handler, an object with a `fetch` method, or the URL of a server
   * on this machine. Creates the endpoint through the API.
   *
   * @returns The endpoint with its secret.
   * @throws TypeError when the API refuses the endpoint.
   * @example
   * ```ts
   * const { secret } = await world.webhooks.deliverTo(app.fetch, { events: ['job.completed'] });
   * ```
   */
  deliverTo(target: WebhookTarget, options?: DeliverToOptions): Promise<DeliveryEndpoint>;
  /**
   * Routes deliveries for an endpoint that the application created itself to a handler. In process only.
   *
   * @throws TypeError when `url` is not a URL.
   * @example
   * ```ts
   * world.webhooks.route('https://app.example/webhooks', handler);
   * ```
   */
  route(url: string, handler: FetchHandler): void;
  /**
   * Makes deliveries misbehave: duplicated, reordered, late, or with invalid signatures.
   *
   * @example
   * ```ts
   * world.webhooks.mode({ duplicate: true, badSignature: 1 });
   * ```
   */
  mode(mode: WebhookMode): Result<At, void>;
  /**
   * Emits an event of any type, signed and with the real resource's data, as if its cause had just happened, and
   * delivers it.
   *
   * @throws TypeError when the type or the resource is unknown, or an event without a resource has no data.
   * @example
   * ```ts
   * await world.webhooks.emit('job.flagged', { jobId: job.id });
   * ```
   */
  emit(type: string, source?: EmitSource): Promise<void>;
  /**
   * Delivers an event again, as `POST /v1/webhook_events/:id/replay` does.
   *
   * @throws TypeError when the event is unknown.
   * @example
   * ```ts
   * await world.webhooks.redeliver(eventId);
   * ```
   */
  redeliver(eventId: string): Promise<void>;
  /**
   * All delivery attempts so far, in order.
   *
   * @example
   * ```ts
   * const statuses = world.webhooks.deliveries().map(({ status }) => status);
   * expect(statuses).toEqual([500, 200]); // the first attempt failed, the retry succeeded
   * ```
   */
  deliveries(): Result<At, DeliveryEntry[]>;
}
