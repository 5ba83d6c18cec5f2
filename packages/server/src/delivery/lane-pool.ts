import type { Receiver } from './receiver.ts';

export interface PoolLimits {
  readonly lanes: number;
  /** Of one receiver. */
  readonly perReceiver: number;
  /** Of all receivers at one host. */
  readonly perHost: number;
}

/** An organization's part in a pool. */
interface Member {
  readonly id: string;
  /** Attempts under way that count against its share. */
  lanes: number;
  /** When it last got a lane, counted in turns; 0 for never. */
  servedAt: number;
}

/** An organization that may get more lanes, and its receivers that are due. */
interface Candidate {
  readonly member: Member;
  readonly receivers: Receiver[];
}

/** Lanes that organizations share: the one that holds fewest comes first, then the one served longest ago. */
export class LanePool {
  readonly limits: PoolLimits;
  #used = 0;
  #turns = 0;
  /** Organizations that hold lanes, or that were served and may come back. */
  readonly #members = new Map<string, Member>();
  readonly #hosts = new Map<string, number>();

  constructor(limits: PoolLimits) {
    this.limits = limits;
  }

  /** Lanes in use. */
  get used(): number {
    return this.#used;
  }

  /** Gives free lanes to the receivers that are due, and returns how many each got. */
  pick(due: readonly Receiver[]): ReadonlyMap<Receiver, number> {
    const picked = new Map<Receiver, number>();
    const candidates = this.#candidates(due);
    const cap = this.#share(candidates);
    let free = this.limits.lanes - this.#used;
    // Level by level, since an organization that gets a lane comes after all that hold as few.
    const levels = levelsOf(candidates);
    for (let level = 0; level < cap && free > 0; level += 1) {
      const next = levelAt(levels, level + 1);
      for (const candidate of levelAt(levels, level)) {
        if (free <= 0) break;
        const receiver = this.#receiverOf(candidate);
        if (receiver === undefined) continue;
        this.#take(candidate.member, receiver);
        picked.set(receiver, (picked.get(receiver) ?? 0) + 1);
        free -= 1;
        next.push(candidate);
      }
    }
    return picked;
  }

  /** Takes back a lane of a receiver. */
  release(receiver: Receiver): void {
    this.#used -= 1;
    this.vacate(receiver);
  }

  /** Counts an attempt against the share of its organization and receiver, though it holds no lane. */
  occupy(receiver: Receiver): void {
    this.#memberOf(receiver).lanes += 1;
    receiver.running += 1;
    this.#countHost(receiver.host, 1);
  }

  /** Ends what `occupy` began. */
  vacate(receiver: Receiver): void {
    this.#memberOf(receiver).lanes -= 1;
    receiver.running -= 1;
    this.#countHost(receiver.host, -1);
  }

  /** Returns the most lanes that one organization may hold now: one share is left for the next one that comes. */
  #share(candidates: readonly Candidate[]): number {
    const due = new Set(candidates.map(({ member }) => member));
    for (const member of this.#members.values()) if (member.lanes > 0) due.add(member);
    return Math.max(1, Math.floor(this.limits.lanes / (due.size + 1)));
  }

  #candidates(due: readonly Receiver[]): readonly Candidate[] {
    const candidates = new Map<Member, Candidate>();
    for (const receiver of due) {
      const member = this.#memberOf(receiver);
      const candidate = candidates.get(member) ?? { member, receivers: [] };
      candidates.set(member, candidate);
      candidate.receivers.push(receiver);
    }
    this.#forgetOthers(candidates);
    return [...candidates.values()].sort(
      (one, other) => one.member.servedAt - other.member.servedAt,
    );
  }

  /** Returns the receiver with the fewest attempts under way, then with the earliest due delivery. */
  #receiverOf({ receivers }: Candidate): Receiver | undefined {
    const { perReceiver, perHost } = this.limits;
    let best: Receiver | undefined;
    for (const receiver of receivers) {
      if (receiver.running >= perReceiver) continue;
      if ((this.#hosts.get(receiver.host) ?? 0) >= perHost) continue;
      if (best === undefined || precedes(receiver, best)) best = receiver;
    }
    return best;
  }

  #take(member: Member, receiver: Receiver): void {
    this.#turns += 1;
    member.servedAt = this.#turns;
    this.#used += 1;
    this.occupy(receiver);
  }

  #memberOf({ destination: { organization_id: id } }: Receiver): Member {
    const known = this.#members.get(id);
    if (known !== undefined) return known;
    const member = { id, lanes: 0, servedAt: 0 };
    this.#members.set(id, member);
    return member;
  }

  /** An organization that has nothing left to do loses its place, and comes back as one that was never served. */
  #forgetOthers(candidates: ReadonlyMap<Member, Candidate>): void {
    for (const member of this.#members.values()) {
      if (member.lanes === 0 && !candidates.has(member)) this.#members.delete(member.id);
    }
  }

  #countHost(host: string, change: number): void {
    const count = (this.#hosts.get(host) ?? 0) + change;
    if (count === 0) this.#hosts.delete(host);
    else this.#hosts.set(host, count);
  }
}

/** Candidates by how many lanes their organization holds. */
type Levels = Map<number, Candidate[]>;

function levelsOf(candidates: readonly Candidate[]): Levels {
  const levels: Levels = new Map();
  for (const candidate of candidates) levelAt(levels, candidate.member.lanes).push(candidate);
  return levels;
}

function levelAt(levels: Levels, lanes: number): Candidate[] {
  const known = levels.get(lanes);
  if (known !== undefined) return known;
  const level: Candidate[] = [];
  levels.set(lanes, level);
  return level;
}

function precedes(one: Receiver, other: Receiver): boolean {
  return one.running === other.running ? one.dueAt < other.dueAt : one.running < other.running;
}
