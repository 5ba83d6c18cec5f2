import type { FirstHandClient, Job } from '@firsthandapi/sdk';
import { ToolError } from '../results/tool-error.ts';
import { callMark, idempotencyKeyOf } from './call-mark.ts';
import type { Turns } from './turns.ts';

/** The metadata field that marks a job which a tool created; its value tells which call it was. */
export const CALL_MARK = 'mcp_call';
const DAY_MS = 86_400_000;
const PAGE = 100;
/** The most jobs of a day that are looked at: 10 pages. */
const MOST_JOBS = 1_000;

/**
 * How much tools may spend on live jobs within 24 hours. What was spent is read from the service, by the mark that every job of
 * a tool has, so that neither a restart nor another process starts the budget anew.
 */
export class Budget {
  readonly #maxSpendCents: number;
  readonly #turns: Turns;
  readonly #owner: string;

  /**
   * @param maxSpendCents 0 for nothing
   * @param turns where calls that spend wait for each other
   * @param owner whose calls wait for each other
   */
  constructor(maxSpendCents: number, turns: Turns, owner: string) {
    this.#maxSpendCents = maxSpendCents;
    this.#turns = turns;
    this.#owner = owner;
  }

  get maxSpendCents(): number {
    return this.#maxSpendCents;
  }

  /**
   * Spends: checks that the cost fits, then creates the job, before the next call of the same owner is checked. Afterwards it
   * checks again, because another process may have spent at the same moment; what does not fit then is cancelled.
   *
   * @param mark of this call; a job that has it was created by an earlier attempt, and costs nothing more
   * @returns the job as it is now
   * @throws ToolError when the cost does not fit
   */
  spend(
    client: FirstHandClient,
    mark: string,
    costCents: number,
    signal: AbortSignal,
    create: () => Promise<Job>,
  ): Promise<Job> {
    this.checkAtAll(costCents);
    return this.#turns.take(this.#owner, async () => {
      const before = await readSpending(client, mark, signal);
      if (before.cents + costCents > this.#maxSpendCents) {
        throw new ToolError(
          `This job costs ${costCents} cents, and of the budget of ${this.#maxSpendCents} cents within 24 hours ${before.cents} are spent. Make the job smaller, or let the user raise the budget in the assistant's configuration (${SETTINGS}).`,
        );
      }
      const job = await create();
      // Without the caller's signal: giving up must not leave a job unchecked.
      const after = await readSpending(client, mark);
      const current = after.ofCall.find(({ id }) => id === job.id) ?? job;
      if (after.cents + costOf(current) <= this.#maxSpendCents) return current;
      return this.#takeBack(client, current, mark);
    });
  }

  async #takeBack(client: FirstHandClient, { id }: Job, mark: string): Promise<never> {
    const idempotencyKey = idempotencyKeyOf(callMark('take back', { id, mark }));
    await client.cancelJob(id, { idempotencyKey });
    throw new ToolError(
      `Another call of this organization spent at the same moment, and together they cost more than the budget of ${this.#maxSpendCents} cents: ${id} was cancelled. To try again, send another repeat.`,
    );
  }

  /** Throws a ToolError for a cost that would not fit even if nothing had been spent. */
  checkAtAll(costCents: number): void {
    if (costCents <= this.#maxSpendCents) return;
    const budget =
      this.#maxSpendCents === 0 ? 'no budget is set' : `the budget is ${this.#maxSpendCents} cents`;
    throw new ToolError(
      `This job costs ${costCents} cents of real money, and ${budget}. Only the user can set it, in the assistant's configuration (${SETTINGS}). With a test key, jobs cost nothing.`,
    );
  }
}

const SETTINGS = '--max-spend-cents, or over HTTP the header FirstHand-Max-Spend-Cents';

interface Spending {
  /** What the jobs of all other calls cost, cancelled ones by what they were charged. */
  readonly cents: number;
  /** The jobs of this call. */
  readonly ofCall: readonly Job[];
}

/** Reads what tools have spent within 24 hours. */
async function readSpending(
  client: FirstHandClient,
  mark: string,
  signal?: AbortSignal,
): Promise<Spending> {
  const first = await client
    .listJobs({ limit: PAGE }, signal === undefined ? {} : { signal })
    .withResponse();
  const oldest = serviceTime(first.response.headers.get('date')) - DAY_MS;
  const ofCall: Job[] = [];
  let cents = 0;
  let seen = 0;
  for await (const job of first.data) {
    if (Date.parse(job.created_at) < oldest) break;
    seen += 1;
    if (seen > MOST_JOBS) {
      throw new ToolError(
        `More than ${MOST_JOBS} jobs were created within 24 hours, so what tools have spent cannot be told. Create the job through the API.`,
      );
    }
    const made = job.metadata?.[CALL_MARK];
    if (made === mark) ofCall.push(job);
    else if (made !== undefined) cents += costOf(job);
  }
  return { cents, ofCall };
}

/** The time at the service: a clock of this machine that is ahead would forget what was spent. */
function serviceTime(header: string | null): number {
  const date = Date.parse(header ?? '');
  return Number.isNaN(date) ? Date.now() : date;
}

function costOf(job: Job): number {
  const files = job.status === 'cancelled' ? job.files_approved : job.files_needed;
  return files * job.price_per_file_cents;
}
