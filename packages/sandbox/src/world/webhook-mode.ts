import type { Duration } from '../values/duration.ts';

/**
 * How deliveries misbehave. Fields that are not given stay as they are.
 *
 * @example
 * ```ts
 * world.webhooks.mode({ duplicate: true, delay: '10m' });
 * ```
 */
export interface WebhookMode {
  /** Send each delivery twice, as at-least-once delivery may. */
  readonly duplicate?: boolean;
  /** Deliver pairs of events in the wrong order. */
  readonly reorder?: boolean;
  /** Break the signature of the next n deliveries. */
  readonly badSignature?: number;
  /** Deliver each event this long after it happened, on the world's clock. */
  readonly delay?: Duration;
}
