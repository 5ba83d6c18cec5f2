import { type OptionNames, requireChoice, requireKnown, show } from '../values/check-options.ts';
import { parseDuration } from '../values/duration.ts';
import type { Fault, FaultState, FaultType } from '../world/fault.ts';
import { type RoutePattern, requireRoute } from '../world/routes.ts';

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

/** The faults of a world, in the order in which they were set. */
export class Faults {
  #faults: { readonly id: number; state: FaultState }[] = [];
  #set = 0;
  #changes = 0;

  /** Changes whenever a fault is set, hits or is removed. */
  get changes(): number {
    return this.#changes;
  }

  /** True when no fault is set. */
  get isEmpty(): boolean {
    return this.#faults.length === 0;
  }

  /**
   * Sets a fault.
   *
   * @throws TypeError when the route or the fault is invalid; the message names the field.
   */
  set(route: RoutePattern, fault: Fault): void {
    requireRoute(route, 'route');
    requireFault(fault);
    this.#changes += 1;
    this.#faults.push({
      id: this.#nextId(),
      state: {
        ...fault,
        route,
        times: fault.times ?? 1,
        skip: fault.skip ?? 0,
        passed: 0,
        hits: 0,
      },
    });
  }

  /** Returns the fault that hits a request of the route: the first one set that matches and is not used up. */
  take(route: string | undefined): Fault | undefined {
    for (const fault of this.#faults) {
      const { state } = fault;
      if (state.hits >= state.times) continue;
      if (state.route !== '*' && state.route !== route) continue;
      this.#changes += 1;
      if (state.passed < state.skip) {
        fault.state = { ...state, passed: state.passed + 1 };
        continue;
      }
      fault.state = { ...state, hits: state.hits + 1 };
      return state;
    }
    return undefined;
  }

  list(): FaultState[] {
    return this.#faults.map(({ state }) => state);
  }

  /** The faults with a number that identifies each within the world. */
  identified(): { readonly id: number; readonly state: FaultState }[] {
    return this.#faults.map(({ id, state }) => ({ id, state }));
  }

  /** Removes one fault; false when there is none with the id. */
  remove(id: number): boolean {
    const count = this.#faults.length;
    this.#faults = this.#faults.filter((fault) => fault.id !== id);
    this.#changes += 1;
    return this.#faults.length < count;
  }

  clear(): void {
    this.#faults = [];
    this.#changes += 1;
  }

  load(states: readonly FaultState[]): void {
    // JSON has no Infinity; it is stored as null.
    this.#changes += 1;
    this.#faults = states.map((state) => ({
      id: this.#nextId(),
      state: { ...state, times: state.times ?? Number.POSITIVE_INFINITY },
    }));
  }

  #nextId(): number {
    this.#set += 1;
    return this.#set;
  }

  /**
   * Asserts that every fault hit at least one request.
   *
   * @throws Error naming the faults that did not.
   */
  assertAllHit(): void {
    const unused = this.list().filter(({ hits }) => hits === 0);
    if (unused.length === 0) return;
    const lines = unused.map(
      ({ route, skip, passed, times: _, hits: __, ...fault }) =>
        `  ${route} ${JSON.stringify(fault)}${skip > 0 ? `, after ${passed} of ${skip} skipped` : ''}`,
    );
    throw new Error(`These faults were set and never hit:\n${lines.join('\n')}`);
  }
}

function requireFault(fault: Fault): void {
  requireKnown(fault, FAULT_FIELDS, 'fault');
  const { status, network, afterCommit, latency, retryAfter, times, skip, type, message } = fault;
  if (status !== undefined && !(Number.isInteger(status) && status >= 400 && status <= 599)) {
    throw new TypeError(`Invalid status: ${show(status)} is not an error status; pass 400 to 599`);
  }
  if (type !== undefined) requireChoice(type, Object.keys(FAULT_TYPES), 'type');
  if (message !== undefined && typeof message !== 'string') {
    throw new TypeError(`Invalid message: ${show(message)}; pass a string`);
  }
  if (network !== undefined) requireChoice(network, ['reset', 'timeout', 'truncate'], 'network');
  if (afterCommit !== undefined) requireChoice(afterCommit, ['reset', 'timeout'], 'afterCommit');
  if (latency !== undefined) parseDuration(latency, 'latency');
  if (retryAfter !== undefined) parseDuration(retryAfter, 'retryAfter');
  requireCount(times ?? 1, 1, 'times');
  requireCount(skip ?? 0, 0, 'skip');
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
