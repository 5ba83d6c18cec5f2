import type { Fault, FaultState } from '../world/fault.ts';
import { type RoutePattern, requireRoute } from '../world/routes.ts';
import { requireFault } from './check-fault.ts';

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
