import {
  type DeliveryResult,
  type Destination,
  type DisabledEndpoint,
  type DueDestination,
  type EndpointState,
  type Outbox,
  PROVEN_PRECISION_MS,
  type Want,
} from '../store/outbox.ts';
import type {
  DeliveryRecord,
  DeliveryStatus,
  EventRecord,
  WebhookEndpointRecord,
} from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Instant } from '../time/instant.ts';
import { Heap } from './heap.ts';
import type { MemoryTable } from './table.ts';

interface OutboxTables {
  readonly deliveries: MemoryTable<DeliveryRecord>;
  readonly events: MemoryTable<EventRecord>;
  readonly webhook_endpoints: MemoryTable<WebhookEndpointRecord>;
}

/** What a delivery's row said when it was last written. */
interface Entry {
  readonly dueAt: Instant;
  readonly id: string;
}

function precedes(one: Entry, other: Entry): boolean {
  return one.dueAt === other.dueAt ? one.id < other.id : one.dueAt < other.dueAt;
}

/** Pending deliveries by due time, then id. Entries of rows that have changed since are dropped when they come first. */
export class MemoryOutbox implements Outbox {
  readonly #heap = new Heap(precedes);
  readonly #tables: OutboxTables;

  constructor(tables: OutboxTables) {
    this.#tables = tables;
  }

  /** Called with each delivery that is written, by a rollback too. */
  note({ id, status, next_attempt_at }: DeliveryRecord): void {
    if (status === 'pending' && next_attempt_at !== null) {
      this.#heap.push({ dueAt: next_attempt_at, id });
    }
  }

  /** Forgets all deliveries, before others are loaded. */
  clear(): void {
    this.#heap.load([]);
  }

  nextDue(): Instant | undefined {
    return this.#first()?.next_attempt_at ?? undefined;
  }

  /** Returns pending deliveries in the order in which they are due. */
  pending(): readonly Entry[] {
    const current = new Map<string, Entry>();
    for (const entry of this.#heap.items) {
      if (this.#current(entry) !== undefined) current.set(entry.id, entry);
    }
    return [...current.values()].sort((one, other) => (precedes(one, other) ? -1 : 1));
  }

  async destinations(
    until: Instant,
    only?: readonly Destination[],
  ): Promise<readonly DueDestination[]> {
    const wanted = only && new Set(only.map(({ endpoint_id }) => endpoint_id));
    const found = new Map<string, DueDestination>();
    for (const entry of this.#heap.items) {
      const row = this.#current(entry);
      if (row === undefined || entry.dueAt > until || wanted?.has(row.endpoint_id) === false) {
        continue;
      }
      const known = found.get(row.endpoint_id);
      if (known !== undefined && known.due_at <= entry.dueAt) continue;
      const { organization_id, endpoint_id } = row;
      const endpoint = stateOf(this.#tables.webhook_endpoints.peek(endpoint_id));
      found.set(endpoint_id, { organization_id, endpoint_id, due_at: entry.dueAt, endpoint });
    }
    return [...found.values()];
  }

  async claim(
    wants: readonly Want[],
    now: Instant,
    leasedUntil: Instant,
  ): Promise<readonly DeliveryRecord[]> {
    const claimed: DeliveryRecord[] = [];
    for (const { endpoint_id, count } of wants) {
      const pending = await this.#tables.deliveries.list({
        where: { endpoint_id, status: 'pending' },
        order: 'oldest',
        limit: Number.POSITIVE_INFINITY,
      });
      const due = pending.filter(({ next_attempt_at }) => (next_attempt_at ?? 0) <= now);
      due.sort((one, other) => (one.next_attempt_at ?? 0) - (other.next_attempt_at ?? 0));
      for (const row of due.slice(0, count)) claimed.push(await this.#lease(row, leasedUntil));
    }
    return claimed;
  }

  async claimFirst(now: Instant, leasedUntil: Instant): Promise<DeliveryRecord | undefined> {
    const first = this.#first();
    if (first === undefined || (first.next_attempt_at ?? 0) > now) return undefined;
    return this.#lease(first, leasedUntil);
  }

  async settle(results: readonly DeliveryResult[]): Promise<ReadonlySet<string>> {
    const { deliveries } = this.#tables;
    const changed = new Set<string>();
    const events = new Set<string>();
    for (const result of results) {
      const { id, attempts, status, next_attempt_at, last_status_code } = result;
      const row = deliveries.peek(id);
      if (row?.status !== 'pending' || row.attempts !== result.attempt) continue;
      await deliveries.update({ ...row, attempts, status, next_attempt_at, last_status_code });
      changed.add(id);
      if (status !== 'pending') events.add(result.event_id);
    }
    for (const id of events) await this.#refreshStatus(id);
    return changed;
  }

  async recordSuccesses(endpointIds: readonly string[], now: Instant): Promise<void> {
    for (const endpoint of this.#enabled(endpointIds)) {
      const isProven = (endpoint.proven_at ?? 0) > now - PROVEN_PRECISION_MS;
      if (isProven && endpoint.failing_since === null) continue;
      const proven = { ...endpoint, failing_since: null, proven_at: now };
      await this.#tables.webhook_endpoints.update(proven);
    }
  }

  async recordFailures(endpointIds: readonly string[], now: Instant): Promise<void> {
    for (const endpoint of this.#enabled(endpointIds)) {
      if (endpoint.failing_since !== null) continue;
      await this.#tables.webhook_endpoints.update({ ...endpoint, failing_since: now });
    }
  }

  async disableFailing(
    endpointIds: readonly string[],
    failingSince: Instant,
    now: Instant,
  ): Promise<readonly DisabledEndpoint[]> {
    const disabled: DisabledEndpoint[] = [];
    for (const endpoint of this.#enabled(endpointIds)) {
      if (endpoint.failing_since === null || endpoint.failing_since > failingSince) continue;
      await this.#tables.webhook_endpoints.update({ ...endpoint, enabled: false, updated_at: now });
      disabled.push({ ...scopeOf(endpoint), id: endpoint.id });
    }
    return disabled;
  }

  #first(): DeliveryRecord | undefined {
    for (;;) {
      const entry = this.#heap.first;
      if (entry === undefined) return undefined;
      const row = this.#current(entry);
      if (row !== undefined) return row;
      this.#heap.pop();
    }
  }

  #current({ id, dueAt }: Entry): DeliveryRecord | undefined {
    const row = this.#tables.deliveries.peek(id);
    return row?.status === 'pending' && row.next_attempt_at === dueAt ? row : undefined;
  }

  async #lease(row: DeliveryRecord, leasedUntil: Instant): Promise<DeliveryRecord> {
    const leased = { ...row, attempts: row.attempts + 1, next_attempt_at: leasedUntil };
    await this.#tables.deliveries.update(leased);
    return leased;
  }

  async #refreshStatus(eventId: string): Promise<void> {
    const event = this.#tables.events.peek(eventId);
    if (event === undefined) return;
    const limit = Number.POSITIVE_INFINITY;
    const all = await this.#tables.deliveries.list({ where: { event_id: eventId }, limit });
    const status = statusOf(all);
    if (status !== event.status) await this.#tables.events.update({ ...event, status });
  }

  #enabled(ids: readonly string[]): WebhookEndpointRecord[] {
    return ids.flatMap((id) => {
      const endpoint = this.#tables.webhook_endpoints.peek(id);
      return endpoint?.enabled ? [endpoint] : [];
    });
  }
}

/** An event is as far as the last of its deliveries. */
function statusOf(deliveries: readonly DeliveryRecord[]): DeliveryStatus {
  let status: DeliveryStatus = 'delivered';
  for (const delivery of deliveries) {
    if (delivery.status === 'pending') return 'pending';
    if (delivery.status === 'failed') status = 'failed';
  }
  return status;
}

function stateOf(endpoint: WebhookEndpointRecord | undefined): EndpointState | undefined {
  if (endpoint === undefined) return undefined;
  const { url, enabled, failing_since, proven_at } = endpoint;
  return { url, enabled, failing_since, proven_at: proven_at ?? null };
}
