import type { ApiKey, CreditBalance, File, Job } from '@firsthandapi/spec';
import { presentBalance, readBalance } from '../credits/lots/balance.ts';
import { presentFile } from '../files/present-file.ts';
import { presentJob } from '../jobs/present-job.ts';
import { presentApiKey } from '../keys/api-key.ts';
import type { Environment } from '../store/records.ts';
import type { Table } from '../store/store.ts';
import type { Work } from '../work/work.ts';

const ENVIRONMENTS: readonly Environment[] = ['test', 'live'];

/** Returns the account's jobs of both environments, newest first. */
export async function viewJobs({ tables }: Work, organizationId: string): Promise<Job[]> {
  return (await rowsOf(tables.jobs, organizationId)).map(presentJob);
}

/** Returns the account's files of both environments, newest first; of one job if given. */
export async function viewFiles(
  work: Work,
  organizationId: string,
  jobId?: string,
): Promise<File[]> {
  const files = await rowsOf(work.tables.files, organizationId);
  const wanted = files.filter((file) => jobId === undefined || file.job_id === jobId);
  return wanted.map((file) => presentFile(work, file));
}

/** Returns the account's keys of both environments, newest first, without their secrets. */
export async function viewKeys({ tables }: Work, organizationId: string): Promise<ApiKey[]> {
  return (await rowsOf(tables.api_keys, organizationId)).map(presentApiKey);
}

/** Returns the account's credits. */
export async function viewCredits(
  { tables, now }: Work,
  organizationId: string,
): Promise<CreditBalance> {
  return presentBalance(await readBalance(tables, organizationId), now);
}

async function rowsOf<R extends { readonly id: string; readonly organization_id: string }>(
  table: Table<R>,
  organizationId: string,
): Promise<readonly R[]> {
  const where = { organization_id: organizationId, environment: ENVIRONMENTS };
  return table.list({ where: where as never, limit: Number.POSITIVE_INFINITY });
}
