import { FirstHandClient, isFirstHandError, type Job } from '@firsthandapi/sdk';
import { type Command, HELP, parseCommand } from './parse-command.ts';
import { createProgressBar } from './progress-bar.ts';

/** Progress goes to standard error, so that standard output contains only paths. */
const terminal = process.stderr;

try {
  const command = parseCommand(process.argv.slice(2));
  if (command === 'help') process.stdout.write(HELP);
  else await collect(command);
} catch (error) {
  terminal.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = isFirstHandError(error) && error.type === 'abort_error' ? 130 : 1;
}

async function collect({ job: order, to }: Command): Promise<void> {
  const client = new FirstHandClient({ baseUrl: process.env.FIRSTHAND_BASE_URL });
  const interrupt = new AbortController();
  const { signal } = interrupt;
  const id = typeof order === 'string' ? order : await createJob(client, order);
  process.once('SIGINT', () => {
    terminal.write(
      `\nThe job continues. To collect its files later: node collect.ts --job ${id}\n`,
    );
    interrupt.abort();
  });

  const people = createProgressBar(terminal, 'people');
  const job = await client.waitForJob(id, {
    signal,
    onUpdate: ({ files_approved, files_needed, status }) =>
      people.show(files_approved, files_needed, status),
  });
  people.end();
  if (job.status !== 'completed') terminal.write(`${id} was ${job.status}\n`);

  await download(client, job, to, signal);
}

async function createJob(
  client: FirstHandClient,
  { description, count, price }: Exclude<Command['job'], string>,
): Promise<string> {
  const job = await client.createJob({
    type: 'data_collection',
    description,
    files_needed: count,
    accepted_formats: ['image/jpeg', 'image/png'],
    price_per_file_cents: price,
  });
  return job.id;
}

/** Downloads the approved files. A cancelled job may have some too. */
async function download(
  client: FirstHandClient,
  { id, files_approved }: Job,
  to: string,
  signal: AbortSignal,
): Promise<void> {
  const files = createProgressBar(terminal, 'files');
  const saved = await client.downloadJobFiles(id, {
    to,
    signal,
    onProgress: (_saved, count) => files.show(count, files_approved),
  });
  files.end();
  for (const { path } of saved) process.stdout.write(`${path}\n`);
}
