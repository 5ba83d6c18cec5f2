import type { FirstHandClient, Job } from '@firsthandapi/sdk';
import { counted } from '@firsthandapi/spec/counted';
import type { Context } from '../command/context.ts';
import { EXIT } from '../command/exit-code.ts';
import { plainJson, plainText } from '../output/plain-text.ts';
import { printObject } from '../output/print-object.ts';
import { Progress } from '../output/progress.ts';

/** What to do with a job once it has ended. */
interface Ending {
  /** The folder for its files; `undefined` to download none. */
  readonly to: string | undefined;
  readonly isJson: boolean;
}

/** Waits for a job, downloads its files where that is wanted, and prints the job. A cancelled one has files, too. */
export async function finishJob(
  client: FirstHandClient,
  id: string,
  { to, isJson }: Ending,
  context: Context,
): Promise<number> {
  const job = await waitForJob(client, id, context);
  const saved = to === undefined ? undefined : await downloadFiles(client, job, to, context);
  if (isJson) context.stdout.write(`${plainJson(saved === undefined ? job : { ...job, saved })}\n`);
  else printObject(job, context.stdout);
  return job.status === 'cancelled' ? EXIT.incomplete : EXIT.success;
}

async function waitForJob(client: FirstHandClient, id: string, context: Context): Promise<Job> {
  const { stderr, signal } = context;
  stderr.write(`Waiting for ${plainText(id)}; Ctrl+C ends the wait and not the job.\n`);
  const progress = new Progress(context);
  try {
    return await client.waitForJob(id, {
      signal,
      onUpdate: ({ files_approved, files_needed, status }) =>
        progress.show(`approved, ${status}`, files_approved, files_needed),
    });
  } finally {
    progress.clear();
  }
}

/** Downloads the approved files of a job, and returns their paths. */
export async function downloadFiles(
  client: FirstHandClient,
  job: Job,
  to: string,
  context: Context,
): Promise<string[]> {
  const progress = new Progress(context);
  try {
    const saved = await client.downloadJobFiles(job.id, {
      to,
      signal: context.signal,
      onProgress: (_, count) => progress.show('downloaded', count, job.files_approved),
    });
    progress.clear();
    context.stderr.write(`Saved ${counted(saved.length, 'file')} in ${to}\n`);
    return saved.map(({ path }) => path);
  } finally {
    progress.clear();
  }
}
