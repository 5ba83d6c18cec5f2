import type { Command } from '../command/command.ts';
import { CONNECTION_OPTIONS } from '../command/common-options.ts';
import { isOn, textOf } from '../command/parse-arguments.ts';
import { finishJob } from '../operations/finish-job.ts';
import { TO } from '../operations/operation-options.ts';
import { findConnection } from '../settings/connection.ts';
import { openClientWithKey } from '../settings/open-client.ts';

export const command: Command = {
  summary: 'Wait for a job, and download its files',
  description:
    'Waits until the job is completed or cancelled, and shows how many files are approved. Exits with 8 when the job\nwas cancelled. Ctrl+C ends the wait and not the job.',
  takes: ['id'],
  options: [TO, ...CONNECTION_OPTIONS],
  example: 'jobs wait job_01KM59A1BW2E5CYE53KSBGENQG --to ./photos',
  async run(parsed, context) {
    const [id = ''] = parsed.positionals;
    const client = openClientWithKey(findConnection(parsed, context), context);
    const ending = { to: textOf(parsed, 'to'), isJson: isOn(parsed, 'json') };
    return finishJob(client, id, ending, context);
  },
};
