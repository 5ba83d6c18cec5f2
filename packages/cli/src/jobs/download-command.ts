import type { Command } from '../command/command.ts';
import { CONNECTION_OPTIONS } from '../command/common-options.ts';
import { EXIT } from '../command/exit-code.ts';
import { isOn, textOf } from '../command/parse-arguments.ts';
import { UsageError } from '../command/usage-error.ts';
import { downloadFiles } from '../operations/finish-job.ts';
import { TO } from '../operations/operation-options.ts';
import { plainJson, plainText } from '../output/plain-text.ts';
import { findConnection } from '../settings/connection.ts';
import { openClientWithKey } from '../settings/open-client.ts';

export const command: Command = {
  summary: "Download a job's files",
  description:
    'Downloads the files that are approved so far. Each is checked against its hash, and named by its id.',
  takes: ['id'],
  options: [TO, ...CONNECTION_OPTIONS],
  example: 'jobs download job_01KM59A1BW2E5CYE53KSBGENQG --to ./photos',
  async run(parsed, context) {
    const [id = ''] = parsed.positionals;
    const to = textOf(parsed, 'to');
    if (to === undefined) throw new UsageError("'firsthand jobs download' needs --to <folder>");
    const client = openClientWithKey(findConnection(parsed, context), context);
    const job = await client.getJob(id, { signal: context.signal });
    for (const path of await downloadFiles(client, job, to, context)) {
      context.stdout.write(`${isOn(parsed, 'json') ? plainJson({ path }) : plainText(path)}\n`);
    }
    return EXIT.success;
  },
};
