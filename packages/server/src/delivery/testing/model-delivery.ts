import { type Lane, poolLimits, Ring } from '../ring.ts';

/** How a receiver responds: after this many milliseconds, with success or not. */
export interface Behaviour {
  readonly after: number;
  readonly isDelivered: boolean;
}

export const QUICK: Behaviour = { after: 5, isDelivered: true };
export const SLOW: Behaviour = { after: 2_000, isDelivered: true };
export const FAILS: Behaviour = { after: 5, isDelivered: false };
/** Never responds: the attempt times out. */
export const HANGS: Behaviour = { after: 10_000, isDelivered: false };

/** An endpoint of the model. */
export interface Endpoint {
  readonly organization: string;
  readonly id: string;
  readonly host: string;
  readonly isProven: boolean;
  /** Behaviours of its attempts in turn, repeated from the first. */
  readonly behaviours: readonly Behaviour[];
}

/** One delivery of the model: when it is due, begins and ends. */
export interface Row {
  readonly endpoint: Endpoint;
  readonly dueAt: number;
  beganAt: number | undefined;
  endedAt: number | undefined;
}

interface Event {
  readonly at: number;
  readonly happen: () => void;
}

const SLICE_MS = 1_000;

/** Plays deliveries through a ring, on a clock of its own, with one attempt for each. */
export class ModelDelivery {
  readonly ring: Ring;
  readonly limits: ReturnType<typeof poolLimits>;
  readonly rows: readonly Row[];
  readonly running = new Set<Lane>();
  now = 0;
  #attempts = new Map<string, number>();
  #events: Event[] = [];

  constructor(lanes: number, rows: readonly Pick<Row, 'endpoint' | 'dueAt'>[]) {
    this.ring = new Ring(lanes);
    this.limits = poolLimits(lanes);
    this.rows = rows.map((row) => ({ ...row, beganAt: undefined, endedAt: undefined }));
    for (const { dueAt, endpoint } of rows) this.#at(dueAt, () => this.#notice(endpoint, dueAt));
  }

  /** Plays until nothing is left to happen, and calls `check` after each step. */
  play(check: (model: ModelDelivery) => void = () => {}): void {
    for (let event = this.#next(); event !== undefined; event = this.#next()) {
      this.now = event.at;
      event.happen();
      if (this.#events.some(({ at }) => at === this.now)) continue;
      this.#claim();
      check(this);
    }
  }

  #notice({ organization, id, host, isProven }: Endpoint, dueAt: number): void {
    const hint = { organization_id: organization, endpoint_id: id, due_at: dueAt };
    if (this.ring.hint(hint)) return;
    const endpoint = {
      url: `https://${host}/${id}`,
      enabled: true,
      failing_since: null,
      proven_at: isProven ? 1 : null,
    };
    this.ring.note([{ ...hint, endpoint }]);
  }

  #claim(): void {
    for (let turns = this.ring.pick(this.now); turns.length > 0; turns = this.ring.pick(this.now)) {
      for (const turn of turns) {
        const waiting = this.rows.filter(
          ({ endpoint, dueAt, beganAt }) =>
            endpoint.id === turn.want.endpoint_id && beganAt === undefined && dueAt <= this.now,
        );
        waiting.sort((one, other) => one.dueAt - other.dueAt);
        const claimed = waiting.slice(0, turn.want.count);
        const lanes = this.ring.begin(turn, claimed.length);
        for (const [index, lane] of lanes.entries()) this.#begin(lane, claimed[index] as Row);
      }
    }
  }

  #begin(lane: Lane, row: Row): void {
    row.beganAt = this.now;
    this.running.add(lane);
    const { id, behaviours } = row.endpoint;
    const attempt = this.#attempts.get(id) ?? 0;
    this.#attempts.set(id, attempt + 1);
    const { after, isDelivered } = behaviours[attempt % behaviours.length] ?? QUICK;
    const end = (delivered: boolean) => {
      if (row.endedAt !== undefined) return;
      row.endedAt = this.now;
      this.running.delete(lane);
      this.ring.end(lane, delivered, after <= SLICE_MS);
    };
    this.#givingUp.set(lane, () => end(false));
    if (after > SLICE_MS) this.#at(this.now + SLICE_MS, () => this.#park(lane));
    this.#at(this.now + after, () => end(isDelivered));
  }

  readonly #givingUp = new Map<Lane, () => void>();

  #park(lane: Lane): void {
    if (!this.running.has(lane)) return;
    const givenUp = this.ring.park(lane);
    if (givenUp !== undefined) this.#givingUp.get(givenUp)?.();
  }

  #at(at: number, happen: () => void): void {
    this.#events.push({ at, happen });
  }

  #next(): Event | undefined {
    let first: Event | undefined;
    for (const event of this.#events) if (first === undefined || event.at < first.at) first = event;
    this.#events = this.#events.filter((event) => event !== first);
    return first;
  }
}
