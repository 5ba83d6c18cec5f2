import { LONGEST_DELAY_MS, type TimeSource, timeSourceOf } from '../clock/time-source.ts';
import type { WorldControls } from '../controls/controls.ts';
import type { CoreDependencies } from '../core/create-core.ts';
import type { CompletedDelivery } from '../delivery/carrier.ts';
import type { Patience } from '../delivery/patience.ts';
import type { DeliveryNote } from '../log/log-notes.ts';
import { describeError, stackOf } from '../values/describe-error.ts';
import { parseDuration, parseMoment } from '../values/duration.ts';
import type { WorldOptions } from '../world/world-options.ts';
import { exchangeOf } from './capture-exchange.ts';
import type { WorldHost } from './world-host.ts';

/** Requests per minute and per hour that an account of the default tier may make. */
export const GENEROUS_LIMITS = { per_minute: 1_000_000, per_hour: 1_000_000 };
/** A clock that moves by itself must not stop for a slow handler. */
const MOVING_PATIENCE_MS = 1_000;
const WARN_AFTER_MS = 5_000;

/** What all cores of a world are built from. */
export interface CoreSettings {
  readonly dependencies: CoreDependencies;
  /** When the world begins. */
  readonly now: number;
  /** Creates the time source of a core that begins at `start`; undefined for a clock that a test moves. */
  readonly sourceFrom: (start: number) => TimeSource | undefined;
  /** True when the application has registered a webhook handler. */
  readonly hasHandlers: () => boolean;
}

/**
 * Returns what a world's cores are built from.
 *
 * @throws TypeError when an option is invalid; the message names it.
 */
export function coreSettings(
  options: WorldOptions,
  host: WorldHost,
  controls: WorldControls,
): CoreSettings {
  const mode = options.clock ?? 'manual';
  const { speed = 1 } = options;
  return {
    dependencies: {
      seed: host.seed,
      firstId: 0,
      tag: host.tag,
      settings: engineSettings(options, host, controls),
      carrier: carrierDependencies(options, host, controls),
    },
    now: parseMoment(options.now ?? Date.now(), 'now'),
    sourceFrom: (start) => timeSourceOf(mode, start, speed),
    hasHandlers: () => !controls.targets.isEmpty,
  };
}

function engineSettings(
  { tier = 'enterprise', allowRemoteTargets = false }: WorldOptions,
  host: WorldHost,
  { modes, plans }: WorldControls,
): CoreDependencies['settings'] {
  return {
    filesUrl: host.filesUrl,
    origin: host.baseUrl.split('/', 3).join('/'),
    allowLoopbackWebhooks: true,
    signatureTime: host.signatureTime,
    allowHttpWebhooks: allowRemoteTargets,
    planJob: (job) => plans.planFor(job),
    deliveryDelayMs: () => modes.delay,
    ...(tier === 'enterprise' && { anonymousLimits: GENEROUS_LIMITS }),
  };
}

function carrierDependencies(
  options: WorldOptions,
  host: WorldHost,
  { modes, targets, log }: WorldControls,
): CoreDependencies['carrier'] {
  return {
    handlerFor: (url) => targets.handlerFor(url),
    httpFetch: host.httpFetch,
    allowRemoteTargets: options.allowRemoteTargets ?? false,
    isCapturing: () => log.isCapturing,
    patience: patienceOf(options, host),
    modes,
    onDelivered: (delivery) =>
      log.add(noteOf(delivery), log.isCapturing ? exchangeOf(delivery) : undefined),
  };
}

/** A test's clock waits for handlers, since the test runner ends a test that hangs; a server has no such guard. */
function patienceOf({ patience, clock = 'manual' }: WorldOptions, host: WorldHost): Patience {
  if (patience !== undefined) {
    const limit = parseDuration(patience, 'patience');
    return { limit: limit > LONGEST_DELAY_MS ? undefined : limit, warnAfter: undefined };
  }
  if (clock === 'real' || clock === 'system') {
    return { limit: MOVING_PATIENCE_MS, warnAfter: undefined };
  }
  return { limit: host.patience, warnAfter: WARN_AFTER_MS };
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
    error: describeError(delivery),
    stack: stackOf(delivery.error),
    tampering,
  };
}
