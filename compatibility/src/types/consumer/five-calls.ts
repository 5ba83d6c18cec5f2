// What five typed calls cost a compiler. Nothing here may be written to make them cheap.
import { FirstHandClient } from '@firsthandapi/sdk';

const client = new FirstHandClient({ apiKey: 'fh_test_sk_example' });

export async function fiveCalls(): Promise<number> {
  const job = await client.createJob({
    type: 'data_collection',
    description: 'A storefront by day, its sign readable',
    files_needed: 10,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
  });
  const found = await client.getJob(job.id);
  const jobs = await client.listJobs({ status: 'completed' });
  const files = await client.getJobFiles(found.id);
  const balance = await client.getCreditBalance();
  return jobs.data.length + files.data.length + balance.available_cents;
}
