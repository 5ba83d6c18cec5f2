import { type TimeSource, timeSourceOf } from '../clock/timekeeper.ts';
import type { WorldControls } from '../controls/controls.ts';
import type { CompletedDelivery } from '../delivery/carrier.ts';
import type { DeliveryNote } from '../log/world-log.ts';
import { parseDuration, parseMoment } from '../world/duration.ts';
import type { WorldOptions } from '../world/world-options.ts';
import type { CoreDependencies } from './core.ts';
import type { WorldHost } from './world-host.ts';

/** Requests per minute and per hour that an account of the default tier may make. */
export const GENEROUS_LIMITS = { per_minute: 1_000_000, per_hour: 1_000_000 };
const DEFAULT_PATIENCE = 1_000;
/** A real hour is 11 years then: a clock that runs for days stays within the range of moments. */
const HIGHEST_SPEED = 100_000;

/** What a world's cores are built from, and the time source of a clock that moves by itself. */
export interface CoreSettings {
  readonly dependencies: CoreDependencies;
  readonly source: TimeSource | undefined;
}

/**
 * Returns what a world's cores are built from.
 *
 * @throws TypeError when an option is invalid; the message names it.
 */
export function coreSettings(
  options: WorldOptions,
  host: WorldHost,
  { modes, plans, targets, log }: WorldControls,
): CoreSettings {
  const now = parseMoment(options.now ?? Date.now(), 'now');
  const speed = requireSpeed(options.speed ?? 1);
  const source = timeSourceOf(options.clock ?? 'manual', now, speed);
  const isGenerous = (options.tier ?? 'enterprise') === 'enterprise';
  const dependencies: CoreDependencies = {
    seed: requireSeed(options.seed ?? 1),
    tag: host.tag,
    now,
    timeSource: source && (() => source.now()),
    settings: {
      filesUrl: host.filesUrl,
      allowLoopbackWebhooks: true,
      signatureTime: host.signatureTime,
      allowHttpWebhooks: options.allowRemoteTargets ?? false,
      planJob: (job) => plans.planFor(job),
      deliveryDelayMs: () => modes.delay,
      ...(isGenerous && { anonymousLimits: GENEROUS_LIMITS }),
    },
    carrier: {
      handlerFor: (url) => targets.handlerFor(url),
      httpFetch: host.httpFetch,
      allowRemoteTargets: options.allowRemoteTargets ?? false,
      patience: parseDuration(options.patience ?? DEFAULT_PATIENCE, 'patience'),
      modes,
      onDelivered: (delivery) => log.add(noteOf(delivery)),
    },
  };
  return { dependencies, source };
}

function requireSeed(seed: number): number {
  if (Number.isSafeInteger(seed)) return seed;
  throw new TypeError(`Invalid seed: ${seed}; pass an integer`);
}

function requireSpeed(speed: number): number {
  if (speed > 0 && speed <= HIGHEST_SPEED) return speed;
  throw new TypeError(
    `Invalid speed: ${speed}; pass a number greater than 0, up to ${HIGHEST_SPEED}`,
  );
}

function noteOf(delivery: CompletedDelivery): DeliveryNote {
  const { request, outcome, startedAt, endedAt, tampering } = delivery;
  return {
    startedAt,
    event_id: request.event_id,
    event_type: request.event_type,
    endpoint_id: request.endpoint_id,
    url: request.url,
    attempt: request.attempt,
    status: outcome.status_code,
    reason: outcome.status_code === null ? outcome.reason : null,
    duration_ms: endedAt - startedAt,
    tampering,
  };
}
