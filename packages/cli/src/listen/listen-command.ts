import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/webhooks';
import { checkEventType } from '../command/check-event-type.ts';
import type { Command } from '../command/command.ts';
import { CONNECTION_OPTIONS } from '../command/common-options.ts';

import { EXIT } from '../command/exit-code.ts';
import { isOn, type Parsed, textOf, textsOf } from '../command/parse-arguments.ts';
import { UsageError } from '../command/usage-error.ts';
import { findConnection } from '../settings/connection.ts';
import { openClientWithKey } from '../settings/open-client.ts';
import type { Receiver } from './forward-event.ts';
import { listen } from './listen.ts';
import { listenPrinter } from './listen-printer.ts';
import { ListenState, listenSecret } from './listen-state.ts';

export const command: Command = {
  summary: 'Forward webhook events to your machine',
  description:
    'Shows the events of the key’s environment, and posts each to an application on your machine, signed as the\nservice signs. An event that the application does not accept is sent again until it does, and what has happened\nsince the last run is delivered first. The secret stays the same; FIRSTHAND_WEBHOOK_SECRET chooses another one.',
  options: [
    { name: 'forward-to', value: '<url>', description: 'Where to post events.' },
    {
      name: 'events',
      value: '<types>',
      isMultiple: true,
      values: WEBHOOK_EVENT_TYPES,
      description: 'Only events of these types, with commas between them.',
    },
    { name: 'from-now', description: 'Leave out what has happened since the last run.' },
    { name: 'print-secret', description: 'Print the secret that signs, and end.' },
    { name: 'skip-verify', description: 'Accept a self-signed certificate of the application.' },
    ...CONNECTION_OPTIONS,
  ],
  example: 'listen --forward-to http://localhost:3000/hook',
  async run(parsed, context) {
    const secret = listenSecret(context);
    if (isOn(parsed, 'print-secret')) {
      context.stdout.write(`${secret}\n`);
      return EXIT.success;
    }
    const receiver = receiverOf(parsed, secret);
    const types = typesOf(parsed);
    const connection = findConnection(parsed, context);
    // Retries are for the poll to make, which says so.
    const client = openClientWithKey(connection, context, { maxRetries: 0, logLevel: 'off' });
    const state = new ListenState(context, connection, receiver?.url.href ?? '');
    const printer = listenPrinter(isOn(parsed, 'json'), context);
    const ready = () => printer.ready(environmentOf(connection.apiKey), receiver?.url.href, secret);
    const unlock = state.lock();
    try {
      await listen(
        { client, receiver, types, state, printer, ready, isFromNow: isOn(parsed, 'from-now') },
        context,
      );
    } finally {
      unlock();
    }
    return context.signal.aborted ? EXIT.interrupted : EXIT.success;
  },
};

function environmentOf(apiKey = ''): string {
  return apiKey.startsWith('fh_live_') ? 'live' : 'test';
}

/** A port and path are enough: `localhost:3000/hook`. */
function receiverOf(parsed: Parsed, secret: string): Receiver | undefined {
  const given = textOf(parsed, 'forward-to');
  if (given === undefined) return undefined;
  const text = /^[a-z]+:\/\//i.test(given) ? given : `http://${given}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new UsageError(
      `--forward-to must be an http or https URL without a password, such as http://localhost:3000/hook, and is ${JSON.stringify(given)}`,
    );
  }
  return { url, secret, skipVerify: isOn(parsed, 'skip-verify') };
}

/** Returns the wanted event types; none stands for all. */
function typesOf(parsed: Parsed): ReadonlySet<string> {
  const given = textsOf(parsed, 'events').flatMap((list) => list.split(','));
  return new Set(given.map((type) => checkEventType(type, '--events')));
}
