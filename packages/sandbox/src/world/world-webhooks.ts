import type { WebhookMode } from '../controls/webhook-modes.ts';
import type { DeliveryEntry } from './log-entry.ts';
import type { Result, Target } from './target.ts';
import type { FetchHandler, WebhookTarget } from './webhook-target.ts';

/** What to deliver to a target. */
export interface DeliverToOptions {
  /** Event types. Default: all. */
  readonly events?: readonly string[];
  /** Events of which environment. Default `test`; credits belong to `live`. */
  readonly environment?: 'test' | 'live';
}

/** What an emitted event is about. */
export interface EmitSource {
  /** The job of a `job.*` event, or whose newest submission a `submission.*` event tells of. */
  readonly jobId?: string;
  /** The submission of a `submission.*` event. */
  readonly submissionId?: string;
  /** Fields of the event's data, over the real ones. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** An endpoint that `deliverTo` made. */
export interface DeliveryEndpoint {
  /** `whe_…` */
  readonly endpointId: string;
  /** `whsec_…`: what the handler verifies signatures with. */
  readonly secret: string;
  readonly url: string;
}

/** Webhooks of a world: real events, really signed, delivered on the world's clock. */
export interface WorldWebhooks<At extends Target = 'local'> {
  /**
   * Delivers events to the application under test: a handler, an object with a `fetch` method, or the URL of a
   * server on this machine. Makes the endpoint through the API and gives its secret.
   */
  deliverTo(target: WebhookTarget, options?: DeliverToOptions): Promise<DeliveryEndpoint>;
  /** Leads deliveries for an endpoint that the application made itself to a handler. In process only. */
  route(url: string, handler: FetchHandler): void;
  /** Makes deliveries misbehave: twice, in the wrong order, with bad signatures, late. */
  mode(mode: WebhookMode): Result<At, void>;
  /**
   * Emits an event of any type, signed and with the real resource's data, as if its cause had just happened, and
   * delivers it.
   *
   * @throws TypeError when the type or the resource is unknown, or a type without a resource comes without data.
   */
  emit(type: string, source?: EmitSource): Promise<void>;
  /**
   * Delivers an event again, as `POST /v1/webhook_events/:id/replay` does.
   *
   * @throws TypeError when there is no such event.
   */
  redeliver(eventId: string): Promise<void>;
  /** Every attempt so far, in order. */
  deliveries(): Result<At, DeliveryEntry[]>;
}
