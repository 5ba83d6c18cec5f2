import type { WebhookEvent as KnownWebhookEvent } from '@firsthandapi/spec';

export type { KnownWebhookEvent };

declare const unknownEventType: unique symbol;

/**
 * An event type newer than this package. Assignable to `string` but not comparable with any known
 * type, so that `switch` separates known events from unknown ones. To compare it with a name,
 * convert it to a plain string first: `const type: string = event.type`.
 */
export type UnknownWebhookEventType = `${string & { readonly [unknownEventType]: true }}`;

/** An event whose type is unknown to this version of the package; its `data` is not typed. */
export interface UnknownWebhookEvent {
  /** `evt_…`; the same in every delivery of the event. */
  id: string;
  object: 'event';
  /** A type that is not in `WEBHOOK_EVENT_TYPES`. */
  type: UnknownWebhookEventType;
  /** The API version that created the event, a date. */
  api_version: string;
  /** ISO 8601, UTC. */
  created_at: string;
  /** The resource the event is about. */
  data: unknown;
}

/**
 * A delivered event (Contract §4), discriminated by `type`: in `case 'job.completed'` its `data` is a
 * `Job`. Types unknown to this version pass verification and arrive as {@link UnknownWebhookEvent},
 * in the `default` branch.
 */
export type WebhookEvent = KnownWebhookEvent | UnknownWebhookEvent;

/** The event types known to this version (Contract §4). */
export type WebhookEventType = KnownWebhookEvent['type'];

/** The event of one type. */
export type WebhookEventOf<Type extends WebhookEventType> = Extract<
  KnownWebhookEvent,
  { type: Type }
>;
