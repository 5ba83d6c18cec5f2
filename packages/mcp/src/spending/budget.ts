import type { FirstHandClient, Job } from '@firsthandapi/sdk';
import { ToolError } from '../results/tool-error.ts';
import type { Turns } from './turns.ts';

/** The metadata field that marks a job which a tool created; its value tells which call it was. */
export const CALL_MARK = 'mcp_call';
const DAY_MS = 86_400_000;
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
   * Spends: checks that the cost fits, then creates the job, before the next call of the same owner is checked.
   *
   * @param mark of this call; a job that has it was created by an earlier attempt, and costs nothing more
   * @throws ToolError when the cost does not fit
   */
  spend<Result>(
    client: FirstHandClient,
    mark: string,
    costCents: number,
    signal: AbortSignal,
    create: () => Promise<Result>,
  ): Promise<Result> {
    this.checkAtAll(costCents);
    return this.#turns.take(this.#owner, async () => {
      const spent = await spentCents(client, mark, signal);
      if (spent + costCents > this.#maxSpendCents) {
        throw new ToolError(
          `This job costs ${costCents} cents, and of the budget of ${this.#maxSpendCents} cents within 24 hours ${spent} are spent. Make the job smaller, or let the user raise the budget in the assistant's configuration (${SETTINGS}).`,
        );
      }
      return create();
    });
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

/** What the jobs of tools created within 24 hours cost, cancelled ones by what they were charged. */
async function spentCents(
  client: FirstHandClient,
  mark: string,
  signal: AbortSignal,
): Promise<number> {
  let cents = 0;
  let seen = 0;
  // Of this clock and the service's, the one that is behind: a clock that is ahead would forget what was spent.
  let now = Date.now();
  for await (const job of client.listJobs({ limit: 100 }, { signal })) {
    const createdAt = Date.parse(job.created_at);
    if (seen === 0) now = Math.min(now, createdAt);
    if (createdAt < now - DAY_MS) return cents;
    seen += 1;
    if (seen > MOST_JOBS) {
      throw new ToolError(
        `More than ${MOST_JOBS} jobs were created within 24 hours, so what tools have spent cannot be told. Create the job through the API.`,
      );
    }
    const made = job.metadata?.[CALL_MARK];
    if (made !== undefined && made !== mark) cents += costOf(job);
  }
  return cents;
}

function costOf(job: Job): number {
  const files = job.status === 'cancelled' ? job.files_approved : job.files_needed;
  return files * job.price_per_file_cents;
}
