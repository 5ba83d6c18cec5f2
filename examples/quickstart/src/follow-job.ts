import type { World } from '@firsthandapi/sandbox';
import type { FirstHandClient, Job } from '@firsthandapi/sdk';
import { say } from './narration.ts';

/** Advances the sandbox's clock second by second, and prints each status of the job until it is final. */
export async function followJob(
  client: FirstHandClient,
  clock: World['clock'],
  job: Job,
): Promise<Job> {
  const begun = Date.parse(job.created_at);
  let current = job;
  sayStatus(current, 0);
  while (current.status !== 'completed' && current.status !== 'cancelled') {
    await clock.advance('1s');
    const next = await client.getJob(job.id);
    if (next.status !== current.status) {
      sayStatus(next, Math.round((clock.now().getTime() - begun) / 1_000));
    }
    current = next;
  }
  return current;
}

function sayStatus(job: Job, seconds: number): void {
  const counts = `${job.files_pending} pending, ${job.files_approved} approved`;
  say(`${seconds} s`, `${job.status.padEnd(12)} ${counts}`);
}
