import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/webhooks';
import { checkEventType } from '../command/check-event-type.ts';
import type { Command } from '../command/command.ts';
import { CONNECTION_OPTIONS } from '../command/common-options.ts';
import { EXIT } from '../command/exit-code.ts';
import { isOn, textOf } from '../command/parse-arguments.ts';
import { UsageError } from '../command/usage-error.ts';
import { plainJson, plainText } from '../output/plain-text.ts';
import { findConnection } from '../settings/connection.ts';
import { openClientWithKey } from '../settings/open-client.ts';
import { causeEvent } from './cause-event.ts';
import { emitEvent } from './emit-event.ts';

export const command: Command = {
  summary: 'Make a webhook event happen',
  description: `Posts a job of the test environment whose simulated workers cause the event, and waits for it. With
FIRSTHAND_SANDBOX_TOKEN, the control token that 'firsthand sandbox' prints, the sandbox emits the event at once, of
any type:

  FIRSTHAND_SANDBOX_TOKEN=<token> firsthand trigger credits.low_balance --base-url http://localhost:4010

Types: ${WEBHOOK_EVENT_TYPES.join(', ')}.`,
  takes: ['type'],
  options: [
    { name: 'world', value: '<name>', description: 'The world of a sandbox. Default: default.' },
    ...CONNECTION_OPTIONS,
  ],
  example: 'trigger job.completed',
  async run(parsed, context) {
    const type = checkEventType(parsed.positionals[0] ?? '');
    const connection = findConnection(parsed, context);
    const token = context.environment.FIRSTHAND_SANDBOX_TOKEN?.trim();
    const isJson = isOn(parsed, 'json');
    if (token) {
      const world = textOf(parsed, 'world') ?? 'default';
      await emitEvent({ baseUrl: connection.baseUrl, token, world, type }, context);
      context.stdout.write(
        isJson ? `${plainJson({ type, world })}\n` : `The sandbox has emitted ${type}.\n`,
      );
      return EXIT.success;
    }
    const client = openClientWithKey(connection, context);
    if (connection.apiKey?.startsWith('fh_live_')) {
      throw new UsageError(
        'Triggering an event posts a job, and a live job costs money: use a key of the test environment',
      );
    }
    const event = await causeEvent(client, type, context);
    context.stdout.write(isJson ? `${plainJson(event)}\n` : `${plainText(event.id)} ${type}\n`);
    return EXIT.success;
  },
};
