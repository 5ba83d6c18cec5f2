// What users write every day: it compiles with the loosest compiler options and with the strictest.
import { FirstHandClient, isFirstHandError, type Job, type ListJobsQuery } from '@firsthandapi/sdk';
import { createWebhookRouter, unwrapWebhook } from '@firsthandapi/webhooks';

const client = new FirstHandClient({ apiKey: 'fh_test_sk_example', timeout: 10_000 });

/** Optional fields may be passed on as they come. */
export async function list(status: ListJobsQuery['status'], limit?: number): Promise<string[]> {
  const parameters: ListJobsQuery = { limit: limit ?? 10 };
  if (status) parameters.status = status;
  const ids: string[] = [];
  for await (const job of client.listJobs(parameters)) ids.push(job.id);
  return ids;
}

export function describe(job: Job): string {
  // biome-ignore lint/complexity/useLiteralKeys: the strictest settings demand it.
  const project = job.metadata?.['project'] ?? 'none';
  switch (job.status) {
    case 'completed':
      return `${project}: done`;
    case 'cancelled':
      return `${project}: cancelled`;
    default:
      return `${project}: ${job.files_approved} of ${job.files_needed}`;
  }
}

export async function download(jobId: string): Promise<number> {
  try {
    let size = 0;
    for await (const file of client.getJobFiles(jobId))
      size += (await client.downloadFile(file)).length;
    return size;
  } catch (error) {
    if (isFirstHandError(error) && error.type === 'not_found') return 0;
    throw error;
  }
}

const router = createWebhookRouter()
  .on('job.completed', (event) => {
    console.log(event.data.id);
  })
  .on(['submission.approved', 'submission.rejected'], ({ data }) => console.log(data.status));

export async function receive(body: string, headers: Record<string, string>): Promise<void> {
  await router.handle(unwrapWebhook(body, headers, 'whsec_example'), undefined);
}
