import type { OperationId } from '@firsthandapi/spec';
import { headerReader } from '../../http/messages.ts';
import type { Reply } from '../../http/reply.ts';
import { SeededIds } from '../../memory/ids.ts';
import { MemoryKeyring } from '../../memory/keyring.ts';
import { MemoryPayments } from '../../memory/payments.ts';
import { MemoryStore } from '../../memory/store.ts';
import { type ExternalStep, isExternalStep } from '../../operations/external-step.ts';
import type { Ports } from '../../ports.ts';
import type {
  ApiKeyRecord,
  Environment,
  JobRecord,
  OrganizationRecord,
} from '../../store/records.ts';
import type { Tables } from '../../store/store.ts';
import type { RowOf, TableName } from '../../store/tables.ts';
import { performTask } from '../../tasks/perform-task.ts';
import { organizationRecord } from '../../testing/records.ts';
import type { Call } from '../../work/call.ts';
import type { Work } from '../../work/work.ts';
import type { HoldingJob } from '../holds/holds.ts';
import {
  type CheckoutPurchase,
  createCheckout,
  openCheckout,
  orderCheckout,
} from '../purchases/checkout.ts';
import { creditTasks } from '../tasks.ts';

export const DAY_MS = 24 * 60 * 60 * 1_000;
export const HOUR_MS = 60 * 60 * 1_000;
/** A year without a leap day, so that 12 months are 365 days. */
const OPENED_AT = Date.parse('2026-01-01T00:00:00Z');

type Handler<Body> = (
  call: Call<Body, never>,
  intent: string | undefined,
) => Promise<Reply | ExternalStep>;

/** One organization, its credits in a MemoryStore, and a clock that a test moves. */
export class Bank {
  readonly store = new MemoryStore();
  readonly payments = new MemoryPayments();
  now = OPENED_AT;
  readonly #ids = new SeededIds(1);
  readonly #keyring = new MemoryKeyring('of a test');

  static async open(settings: Partial<OrganizationRecord> = {}): Promise<Bank> {
    const bank = new Bank();
    await bank.run(({ tables }) => tables.organizations.insert({ ...ORGANIZATION, ...settings }));
    return bank;
  }

  /** Runs domain code in a transaction. */
  run<T>(action: (work: Work) => Promise<T>): Promise<T> {
    return this.store.transact((tables) => action(this.#work(tables)));
  }

  /** Opens a checkout that is not paid yet. */
  async openCheckout(amountCents: number): Promise<CheckoutPurchase> {
    const order = await this.run((work) => orderCheckout(work, ORGANIZATION.id, amountCents));
    const checkout = await createCheckout(this.payments, order);
    return this.run((work) => openCheckout(work, order.id, checkout));
  }

  /** Runs an operation as dispatch does once the request is validated. */
  async request<Body>(
    operation: Handler<Body>,
    operationId: OperationId,
    parts: { body?: Body; query?: object; environment?: Environment } = {},
  ): Promise<Reply> {
    const environment = parts.environment ?? 'live';
    const callIn = async (work: Work) =>
      ({
        ...work,
        operationId,
        requestId: this.nextId('req'),
        organization: await organizationIn(work.tables),
        key: { id: KEY_ID, environment } as ApiKeyRecord,
        organization_id: ORGANIZATION.id,
        environment,
        parameters: {},
        query: parts.query ?? {},
        body: parts.body,
        ip: null,
        headers: headerReader({}),
      }) as unknown as Call<Body, never>;
    const begun = await this.run(async (work) => operation(await callIn(work), undefined));
    if (!isExternalStep(begun)) return begun;
    const complete = await begun.execute();
    return this.run(async (work) => complete((await callIn(work)) as Call));
  }

  /** Moves the clock and performs each task at its due time. */
  async passTime(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      const due = await this.store.nextDue();
      if (due === undefined || due > end) break;
      this.now = Math.max(this.now, due);
      const after = await this.run(async (work) => {
        const task = await work.tables.tasks.take(this.now);
        return task && performTask(creditTasks, work, task);
      });
      await after?.run();
    }
    this.now = end;
  }

  /** Moves the clock without performing tasks, as if the worker were behind. */
  skipTime(milliseconds: number): void {
    this.now += milliseconds;
  }

  newJob(files: number, priceCents: number, environment: Environment = 'live'): HoldingJob {
    return {
      id: this.nextId('job'),
      organization_id: ORGANIZATION.id,
      environment,
      files_needed: files,
      price_per_file_cents: priceCents,
    } satisfies Partial<JobRecord>;
  }

  organization(): Promise<OrganizationRecord> {
    return this.store.read(organizationIn);
  }

  /** Changes the organization's record, bypassing the operations' checks. */
  change(settings: Partial<OrganizationRecord>): Promise<void> {
    return this.run(async ({ tables }) => {
      await tables.organizations.update({ ...(await organizationIn(tables)), ...settings });
    });
  }

  /** Returns every row of a table, oldest first. Unlike a snapshot's, these are not copies. */
  rows<Name extends TableName>(name: Name): Promise<readonly RowOf<Name>[]> {
    const everything = { order: 'oldest', limit: Number.POSITIVE_INFINITY } as const;
    return this.store.read(async (tables) => {
      const table: Pick<Tables[Name], 'list'> = tables[name];
      return (await table.list(everything)) as readonly RowOf<Name>[];
    });
  }

  /** Returns the types and payloads of the events sent so far, oldest first. */
  events(): readonly { type: string; environment: Environment; data: Record<string, unknown> }[] {
    return this.store.snapshot().tables.events.map(({ type, environment, body }) => ({
      type,
      environment,
      data: JSON.parse(body).data,
    }));
  }

  eventsOfType(type: string): readonly Record<string, unknown>[] {
    return this.events()
      .filter((event) => event.type === type)
      .map(({ data }) => data);
  }

  nextId(prefix: string): string {
    return this.#ids.next(prefix, this.now);
  }

  /** The ports that credits use. */
  #work(tables: Tables): Work {
    const ports = {
      store: this.store,
      payments: this.payments,
      ids: this.#ids,
      keyring: this.#keyring,
      clock: { now: () => this.now },
    } as unknown as Ports;
    return { ports, settings: {} as Work['settings'], tables, now: this.now };
  }
}

export const ORGANIZATION: OrganizationRecord = organizationRecord({
  id: 'org_00000000000000000000000000',
  created_at: OPENED_AT,
  updated_at: OPENED_AT,
});

const KEY_ID = 'key_00000000000000000000000000';

async function organizationIn({ organizations }: Tables): Promise<OrganizationRecord> {
  const found = await organizations.get(ORGANIZATION.id);
  if (found === undefined) throw new Error('The bank has no organization');
  return found;
}
