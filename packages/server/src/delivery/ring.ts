import type {
  Destination,
  DueDestination,
  DueHint,
  EndpointState,
  Instant,
  Want,
} from '@firsthandapi/engine';
import { IdleReceivers } from './idle-receivers.ts';
import { LanePool, type PoolLimits } from './lane-pool.ts';
import { Receiver, type ReceiverClass } from './receiver.ts';

/** Attempts to claim for one receiver: each has a lane already. */
export interface Turn {
  readonly receiver: Receiver;
  readonly want: Want;
  readonly pool: ReceiverClass;
  /** What was known of the receiver's deliveries when the turn was given. */
  readonly revision: number;
}

/** One attempt's place among those under way. */
export interface Lane {
  readonly receiver: Receiver;
  readonly pool: ReceiverClass;
  /** Whether it has taken longer than its slice: it then holds a socket, but no lane of its pool. */
  isParked: boolean;
}

/** Order of the pools in which lanes are given. */
const CLASSES: readonly ReceiverClass[] = ['proven', 'new', 'failing'];
/** Shares of a process's lanes. */
const SHARES = { proven: 5 / 8, new: 1 / 8, failing: 1 / 4 } as const;
/** Attempts at one receiver at a time, by its class. */
const PER_RECEIVER = { proven: 8, new: 1, failing: 2 } as const;
/** The share of a pool that one host may take. Anyone can register endpoints at a host before they are proven. */
const SHARE_OF_ONE_HOST = { proven: 1, new: 1 / 4, failing: 1 / 4 } as const;
/** Deliveries to fail at a time because their endpoint is disabled or gone. They need no lane. */
const DEAD_BATCH = 500;

/** Returns the limits of each pool for a process with this many lanes, at least one in each. */
export function poolLimits(lanes: number): Readonly<Record<ReceiverClass, PoolLimits>> {
  const limitsOf = (name: ReceiverClass) => {
    const own = Math.max(1, Math.floor(lanes * SHARES[name]));
    const perHost = Math.max(1, Math.floor(own * SHARE_OF_ONE_HOST[name]));
    return { lanes: own, perReceiver: PER_RECEIVER[name], perHost };
  };
  return { proven: limitsOf('proven'), new: limitsOf('new'), failing: limitsOf('failing') };
}

/**
 * Decides which deliveries are attempted next: by organization first, then by endpoint, so that no number of hostile or
 * broken receivers, or of organizations that own them, takes more than its share of lanes.
 *
 * Receivers are divided into pools by their class, each with lanes of its own. An attempt that hangs gives up its lane
 * after a slice of time, since what such receivers take from others is lane time. Pure: it has no clock, and nothing in it
 * must survive the process.
 */
export class Ring {
  readonly #pools: Readonly<Record<ReceiverClass, LanePool>>;
  readonly #receivers = new Map<string, Receiver>();
  /** Receivers with a known delivery or a running attempt. */
  readonly #active = new Set<Receiver>();
  readonly #idle = new IdleReceivers();
  readonly #parked = new Set<Lane>();
  readonly #dead = new Map<string, Want>();
  readonly #lanes: number;

  constructor(lanes: number) {
    const limits = poolLimits(lanes);
    this.#pools = {
      proven: new LanePool(limits.proven),
      new: new LanePool(limits.new),
      failing: new LanePool(limits.failing),
    };
    this.#lanes = lanes;
  }

  /** Takes over what the store says of destinations that have deliveries. */
  note(destinations: readonly DueDestination[]): void {
    for (const { endpoint, due_at, organization_id, endpoint_id } of destinations) {
      if (endpoint?.enabled !== true) {
        this.#dead.set(endpoint_id, { organization_id, endpoint_id, count: DEAD_BATCH });
        continue;
      }
      this.#expect(this.#receiverAt({ organization_id, endpoint_id }, endpoint), due_at);
    }
  }

  /** Notes a delivery that was just committed; false when its receiver is unknown and has to be looked up. */
  hint({ endpoint_id, due_at }: DueHint): boolean {
    const receiver = this.#receivers.get(endpoint_id);
    if (receiver === undefined) return false;
    this.#expect(receiver, due_at);
    return true;
  }

  /** Returns the class of an endpoint's receiver; undefined when nothing is known of it. */
  classOf(endpointId: string): ReceiverClass | undefined {
    return this.#receivers.get(endpointId)?.class;
  }

  /** Gives lanes to receivers whose deliveries are due. */
  pick(now: Instant): readonly Turn[] {
    const turns: Turn[] = [];
    for (const name of CLASSES) {
      const due = [...this.#active].filter(
        (receiver) => receiver.class === name && receiver.dueAt <= now,
      );
      const picked = this.#pools[name].pick(due);
      for (const [receiver, count] of picked) {
        const want = { ...receiver.destination, count };
        turns.push({ receiver, want, pool: name, revision: receiver.revision });
      }
    }
    return turns;
  }

  /** Returns what to claim for endpoints that are disabled or gone, once. */
  takeDead(): readonly Want[] {
    const dead = [...this.#dead.values()];
    this.#dead.clear();
    return dead;
  }

  /** Begins `count` of the attempts of a turn, and takes back the lanes of the others. */
  begin({ receiver, want, pool, revision }: Turn, count: number): readonly Lane[] {
    const unused = want.count - count;
    for (let index = 0; index < unused; index += 1) this.#pools[pool].release(receiver);
    // It has no more due deliveries, unless one has become known in the meantime.
    if (unused > 0 && receiver.revision === revision) receiver.dueAt = Number.POSITIVE_INFINITY;
    this.#settleIdle(receiver);
    return Array.from({ length: count }, () => ({ receiver, pool, isParked: false }));
  }

  /** Takes back the lanes of a turn whose claim failed. */
  giveBack({ receiver, want, pool }: Turn): void {
    for (let index = 0; index < want.count; index += 1) this.#pools[pool].release(receiver);
  }

  /** Begins an attempt that was given no lane. */
  occupy(destination: Destination, endpoint: EndpointState): Lane {
    const receiver = this.#receiverAt(destination, endpoint);
    this.#pools.failing.occupy(receiver);
    return { receiver, pool: 'failing', isParked: true };
  }

  /**
   * Takes the lane of an attempt that has not ended within its slice. In the pool of failing receivers it keeps it.
   * Returns the attempt that has to be given up, if now too many hang.
   */
  park(lane: Lane): Lane | undefined {
    const { receiver, pool } = lane;
    receiver.slow();
    if (pool === 'failing' || lane.isParked) return undefined;
    lane.isParked = true;
    this.#pools[pool].release(receiver);
    this.#pools.failing.occupy(receiver);
    this.#parked.add(lane);
    if (this.#parked.size <= this.#lanes) return undefined;
    const [oldest] = this.#parked;
    return oldest;
  }

  /** Ends an attempt. */
  end(lane: Lane, isDelivered: boolean, isQuick: boolean): void {
    const { receiver, pool, isParked } = lane;
    if (isParked) this.#pools.failing.vacate(receiver);
    else this.#pools[pool].release(receiver);
    this.#parked.delete(lane);
    receiver.ended(isDelivered, isQuick);
    this.#settleIdle(receiver);
  }

  /** Returns when the next delivery that is not due yet will be. */
  nextDue(now: Instant): Instant | undefined {
    let next: Instant | undefined;
    for (const { dueAt } of this.#active) {
      if (dueAt > now && dueAt < (next ?? Number.POSITIVE_INFINITY)) next = dueAt;
    }
    return next;
  }

  #receiverAt(destination: Destination, endpoint: EndpointState): Receiver {
    const known = this.#receivers.get(destination.endpoint_id);
    if (known?.url === endpoint.url) {
      known.update(endpoint);
      return known;
    }
    // At another URL it is another receiver, of which nothing is known. The attempts at the old one end by themselves.
    if (known !== undefined) known.dueAt = Number.POSITIVE_INFINITY;
    const receiver = new Receiver(destination, endpoint);
    this.#receivers.set(destination.endpoint_id, receiver);
    return receiver;
  }

  #expect(receiver: Receiver, dueAt: Instant): void {
    receiver.expect(dueAt);
    this.#active.add(receiver);
    this.#idle.delete(receiver);
  }

  #settleIdle(receiver: Receiver): void {
    if (receiver.running > 0 || receiver.dueAt < Number.POSITIVE_INFINITY) return;
    this.#active.delete(receiver);
    if (this.#receivers.get(receiver.destination.endpoint_id) !== receiver) return;
    const forgotten = this.#idle.add(receiver);
    if (forgotten !== undefined) this.#receivers.delete(forgotten.destination.endpoint_id);
  }
}
