import type { UsageRecord } from '@firsthandapi/sdk';
import type { Command } from '../command/command.ts';
import { CONNECTION_OPTIONS } from '../command/common-options.ts';
import { EXIT } from '../command/exit-code.ts';
import { isOn } from '../command/parse-arguments.ts';
import { Follower } from '../follow/follower.ts';
import type { Allowance } from '../follow/pace.ts';
import { pollForever } from '../follow/poll-forever.ts';
import { plainJson, plainText } from '../output/plain-text.ts';
import { findConnection } from '../settings/connection.ts';
import { openClientWithKey } from '../settings/open-client.ts';

export const command: Command = {
  summary: "Show the organization's requests as they happen",
  description:
    'Shows each request of the organization with its status and duration, from now on. Requests of this command are\nleft out. Needs the scope usage:read.',
  options: [
    { name: 'errors', description: 'Only requests that failed: status 400 and above.' },
    ...CONNECTION_OPTIONS,
  ],
  example: 'logs tail --errors',
  async run(parsed, context) {
    const { stdout, stderr, signal, now } = context;
    const client = openClientWithKey(findConnection(parsed, context), context, {
      maxRetries: 0,
      logLevel: 'off',
    });
    let allowance: Allowance | undefined;
    const follower = new Follower<UsageRecord>(async (limit, cursor) => {
      const page = await client.listUsage({ limit, cursor }, { signal }).withResponse();
      allowance = page.rateLimit;
      return page.data;
    }, now);
    const write = isOn(parsed, 'json') ? plainJson : lineOf;
    let isFirst = true;
    const poll = async () => {
      if (isFirst) {
        await follower.skip();
        stderr.write('Ready: requests are shown from now on. Ctrl+C ends.\n');
        isFirst = false;
      }
      const records = (await follower.poll()).filter(({ operation }) => operation !== 'listUsage');
      const shown = isOn(parsed, 'errors')
        ? records.filter(({ status }) => status >= 400)
        : records;
      for (const record of shown) stdout.write(`${write(record)}\n`);
      return { foundNew: records.length > 0, allowance };
    };
    await pollForever(
      poll,
      {
        onLost: ({ message }) =>
          stderr.write(`The service does not respond; trying again: ${plainText(message)}\n`),
        onBack: () => stderr.write('The service responds again.\n'),
        onSlowed: (ms) =>
          stderr.write(
            `The key's rate limit allows a look every ${(ms / 1_000).toFixed(1)} s only.\n`,
          ),
      },
      context,
    );
    return EXIT.interrupted;
  },
};

function lineOf({ id, created_at, method, path, status, duration_seconds }: UsageRecord): string {
  const ms = Math.round(duration_seconds * 1_000);
  const [time, code, verb, place, request] = [created_at, `${status}`, method, path, id].map(
    plainText,
  );
  return `${time}  ${code}  ${verb?.padEnd(6)}  ${place}  ${ms} ms  ${request}`;
}
