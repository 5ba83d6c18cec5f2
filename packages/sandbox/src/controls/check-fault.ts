import { type OptionNames, requireChoice, requireKnown, show } from '../values/check-options.ts';
import { parseDuration } from '../values/duration.ts';
import type { Fault, FaultType } from '../world/fault.ts';

const FAULT_FIELDS: OptionNames<Fault> = {
  status: true,
  type: true,
  message: true,
  retryAfter: true,
  latency: true,
  network: true,
  afterCommit: true,
  times: true,
  skip: true,
};

const FAULT_TYPES: { readonly [Type in FaultType]: true } = {
  validation_error: true,
  pricing_violation: true,
  authentication_error: true,
  insufficient_credits: true,
  authorization_error: true,
  free_tier_job_limit: true,
  not_found: true,
  method_not_allowed: true,
  conflict: true,
  idempotency_error: true,
  payload_too_large: true,
  unsupported_media_type: true,
  rate_limit_exceeded: true,
  quota_exceeded: true,
  internal_error: true,
  bad_gateway: true,
  transport_error: true,
  service_unavailable: true,
  gateway_timeout: true,
};

/**
 * Throws unless a fault is valid.
 *
 * @throws TypeError naming the field and the fix.
 */
export function requireFault(fault: Fault): void {
  requireKnown(fault, FAULT_FIELDS, 'fault');
  const { network, afterCommit, latency, retryAfter, times, skip } = fault;
  requireError(fault);
  if (network !== undefined) requireChoice(network, ['reset', 'timeout', 'truncate'], 'network');
  if (afterCommit !== undefined) requireChoice(afterCommit, ['reset', 'timeout'], 'afterCommit');
  if (latency !== undefined) parseDuration(latency, 'latency');
  if (retryAfter !== undefined) parseDuration(retryAfter, 'retryAfter');
  requireCount(times ?? 1, 1, 'times');
  requireCount(skip ?? 0, 0, 'skip');
  requireOneOutcome(fault);
}

/** Checks what an error response says. */
function requireError({ status, type, message }: Fault): void {
  if (status !== undefined && !(Number.isInteger(status) && status >= 400 && status <= 599)) {
    throw new TypeError(`Invalid status: ${show(status)} is not an error status; pass 400 to 599`);
  }
  if (type !== undefined) requireChoice(type, Object.keys(FAULT_TYPES), 'type');
  if (message !== undefined && typeof message !== 'string') {
    throw new TypeError(`Invalid message: ${show(message)}; pass a string`);
  }
}

function requireOneOutcome(fault: Fault): void {
  const { status, network, afterCommit, latency, retryAfter, type, message } = fault;
  const outcomes = [status, network, afterCommit].filter((outcome) => outcome !== undefined);
  if (outcomes.length > 1) {
    throw new TypeError('Invalid fault: pass only one of status, network and afterCommit');
  }
  const ofError = Object.entries({ type, message, retryAfter }).find(
    ([, value]) => value !== undefined,
  );
  if (status === undefined && ofError !== undefined) {
    throw new TypeError(`Invalid ${ofError[0]}: it belongs to an error response; pass status too`);
  }
  if (outcomes.length === 0 && latency === undefined) {
    throw new TypeError('Invalid fault: pass one of status, network, afterCommit and latency');
  }
}

function requireCount(count: number, least: number, field: string): void {
  if (count === Number.POSITIVE_INFINITY || (Number.isInteger(count) && count >= least)) return;
  throw new TypeError(
    `Invalid ${field}: ${show(count)}; pass an integer from ${least}, or Infinity`,
  );
}
