import type { FirstHandClient, Job } from '@firsthandapi/sdk';
import { counted } from '../results/counted.ts';
import { ToolError } from '../results/tool-error.ts';
import { callMark, idempotencyKeyOf } from './call-mark.ts';
import type { Turns } from './turns.ts';

/** The metadata field that marks a job which a tool created; its value tells which call it was. */
export const CALL_MARK = 'mcp_call';
const DAY_MS = 86_400_000;
const PAGE = 100;
/** The most jobs of a day that are looked at: 10 pages. */
const MOST_JOBS = 1_000;
/** Within this time, two processes may have created jobs without seeing each other's. */
const SAME_MOMENT_MS = 60_000;

/** A job, and whether this call has created it, or an earlier one with the same arguments. */
export interface Creation {
  readonly job: Job;
  readonly isNew: boolean;
}

/**
 * How much tools may spend on live jobs within 24 hours. What was spent is read from the service, by the mark that every job of
 * a tool has, so that neither a restart nor another process resets the budget. Nothing is reserved or stored here: a
 * process that is killed leaves either no job, which costs nothing, or a marked one, which counts.
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
   * checks again, because another process may have spent at the same moment; what does not fit then is cancelled. When an
   * earlier attempt was killed in between, the next one makes up for the second check.
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
    create: () => Promise<Creation>,
  ): Promise<Creation> {
    this.checkAtAll(costCents);
    return this.#turns.take(this.#owner, async () => {
      const before = await readSpending(client, mark, signal);
      const [earlier] = before.ofCall;
      if (earlier !== undefined) {
        const rivals = before.ofOthers.filter((job) => !isLater(job, earlier));
        const job = await this.#keepIfItFits(client, earlier, rivals, mark);
        return { job, isNew: false };
      }
      const spentCents = sumOf(before.ofOthers);
      if (spentCents + costCents > this.#maxSpendCents) {
        throw new ToolError(
          `This job costs ${counted(costCents, 'cent')} and of the budget of ${counted(this.#maxSpendCents, 'cent')} within 24 hours ${counted(spentCents, 'is', 'are')} spent. Make the job smaller, or let the user raise the budget in the assistant's configuration (${SETTINGS}).`,
        );
      }
      const { job, isNew } = await create();
      // Without the caller's signal: giving up must not leave a job unchecked.
      const after = await readSpending(client, mark);
      const current = after.ofCall.find(({ id }) => id === job.id) ?? job;
      return { job: await this.#keepIfItFits(client, current, after.ofOthers, mark), isNew };
    });
  }

  async #keepIfItFits(
    client: FirstHandClient,
    job: Job,
    rivals: readonly Job[],
    mark: string,
  ): Promise<Job> {
    const { id, status } = job;
    const isOver = status === 'completed' || status === 'cancelled';
    if (isOver || sumOf(rivals) + costOf(job) <= this.#maxSpendCents) return job;
    const idempotencyKey = idempotencyKeyOf(callMark('take back', { id, mark }));
    await client.cancelJob(id, { idempotencyKey });
    throw new ToolError(
      `Another call of this organization spent at the same moment, and together they cost more than the budget of ${counted(this.#maxSpendCents, 'cent')}: ${id} was cancelled. To try again, send another repeat.`,
    );
  }

  /** Throws a ToolError for a cost that would not fit even if nothing had been spent. */
  checkAtAll(costCents: number): void {
    if (costCents <= this.#maxSpendCents) return;
    const budget =
      this.#maxSpendCents === 0
        ? 'no budget is set'
        : `the budget is ${counted(this.#maxSpendCents, 'cent')}`;
    throw new ToolError(
      `This job costs ${counted(costCents, 'cent')} of real money, and ${budget}. Only the user can set it, in the assistant's configuration (${SETTINGS}). With a test key, jobs cost nothing.`,
    );
  }
}

const SETTINGS = '--max-spend-cents, or over HTTP the header FirstHand-Max-Spend-Cents';

interface Spending {
  /** The jobs of all other calls. */
  readonly ofOthers: readonly Job[];
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
  const ofOthers: Job[] = [];
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
    else if (made !== undefined) ofOthers.push(job);
  }
  return { ofOthers, ofCall };
}

/** The time at the service: a clock of this machine that is ahead would forget what was spent. */
function serviceTime(header: string | null): number {
  const date = Date.parse(header ?? '');
  return Number.isNaN(date) ? Date.now() : date;
}

/** Whether a job was created so long after another that its own check counted the other. */
function isLater(job: Job, other: Job): boolean {
  return Date.parse(job.created_at) > Date.parse(other.created_at) + SAME_MOMENT_MS;
}

function sumOf(jobs: readonly Job[]): number {
  return jobs.reduce((cents, job) => cents + costOf(job), 0);
}

/** What a job costs; a cancelled one, what it was charged and what people may still make who have its slots. */
function costOf(job: Job): number {
  const { files_needed, files_approved, files_pending } = job;
  const files = job.status === 'cancelled' ? files_approved + files_pending : files_needed;
  return files * job.price_per_file_cents;
}
