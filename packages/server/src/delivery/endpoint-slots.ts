/** How many attempts one endpoint gets at a time, and how long others wait for their turn. */
export interface SlotLimits {
  readonly perEndpoint: number;
  /** Shorter than an attempt's lease, which goes on while it waits. */
  readonly longestWaitMs: number;
}

interface Waiting {
  readonly begin: () => void;
}

/** Lets each endpoint have a few attempts at once, so that a slow one is not flooded. */
export class EndpointSlots {
  readonly #limits: SlotLimits;
  readonly #busy = new Map<string, { count: number; waiting: Waiting[] }>();

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  /** Runs `attempt` when the endpoint has a slot; undefined when it had none for too long. */
  async run<T>(endpointId: string, attempt: () => Promise<T>): Promise<T | undefined> {
    if (!(await this.#enter(endpointId))) return undefined;
    try {
      return await attempt();
    } finally {
      this.#leave(endpointId);
    }
  }

  #enter(endpointId: string): Promise<boolean> {
    const endpoint = this.#busy.get(endpointId) ?? { count: 0, waiting: [] };
    this.#busy.set(endpointId, endpoint);
    if (endpoint.count < this.#limits.perEndpoint) {
      endpoint.count += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        endpoint.waiting = endpoint.waiting.filter((other) => other !== waiting);
        resolve(false);
      }, this.#limits.longestWaitMs);
      const waiting: Waiting = {
        begin: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      endpoint.waiting.push(waiting);
    });
  }

  /** The slot goes to the next in line. */
  #leave(endpointId: string): void {
    const endpoint = this.#busy.get(endpointId);
    if (endpoint === undefined) return;
    const next = endpoint.waiting.shift();
    if (next !== undefined) {
      next.begin();
      return;
    }
    endpoint.count -= 1;
    if (endpoint.count === 0) this.#busy.delete(endpointId);
  }
}
