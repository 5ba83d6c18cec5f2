import { FirstHandClient, FirstHandError } from '@firsthandapi/sdk';
import type { Sandbox } from '../../../src/index.ts';
import { ORDER } from './order.ts';

/** What the keys of two worlds are shown, in a page whose requests both of them answer. */
export interface TwoWorldsReport {
  /** Titles of the jobs that each key lists. */
  readonly titles: readonly (readonly (string | null)[])[];
  /** What each key receives when it requests the other's job. */
  readonly others: readonly string[];
}

export async function runTwoWorlds(sandbox: Sandbox): Promise<TwoWorldsReport> {
  const worlds = await Promise.all([sandbox.world({ seed: 1 }), sandbox.world({ seed: 2 })]);
  const clients = worlds.map(
    ({ apiKey }) => new FirstHandClient({ apiKey, dangerouslyAllowBrowser: true }),
  );
  const jobs = await Promise.all(
    clients.map((client, place) => client.createJob({ ...ORDER, title: `of world ${place}` })),
  );
  const pages = await Promise.all(clients.map((client) => client.listJobs()));
  const others = await Promise.all(
    clients.map((client, place) => statusOrError(client, jobs[1 - place]?.id ?? '')),
  );
  for (const world of worlds) await world[Symbol.asyncDispose]();
  return { titles: pages.map(({ data }) => data.map(({ title }) => title)), others };
}

async function statusOrError(client: FirstHandClient, jobId: string): Promise<string> {
  try {
    return (await client.getJob(jobId)).status;
  } catch (error) {
    return error instanceof FirstHandError ? error.type : String(error);
  }
}
