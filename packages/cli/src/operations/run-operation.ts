import type { FirstHandClient } from '@firsthandapi/sdk';
import type { Context } from '../command/context.ts';
import { EXIT } from '../command/exit-code.ts';
import { isOn, numberOf, type Parsed, textOf } from '../command/parse-arguments.ts';
import { ListPrinter } from '../output/list-printer.ts';
import { plainJson, plainText } from '../output/plain-text.ts';
import { printObject } from '../output/print-object.ts';
import { findConnection } from '../settings/connection.ts';
import { openClient, openClientWithKey } from '../settings/open-client.ts';
import { callList, callOperation } from './call-operation.ts';
import { finishJob } from './finish-job.ts';
import type { OperationCommand } from './operation-command.ts';
import { type Request, readRequest } from './read-request.ts';

/** Calls an operation with what the command line says, and prints its result. */
export async function runOperation(
  words: string,
  command: OperationCommand,
  parsed: Parsed,
  context: Context,
): Promise<number> {
  const request = await readRequest(words, command, parsed, context);
  const connection = findConnection(parsed, context);
  const open = command.isPublic ? openClient : openClientWithKey;
  const client = open(connection, context);
  if (command.isList) return printPages(client, command, request, parsed, context);
  const result = await callOperation(client, command, request, {
    signal: context.signal,
    idempotencyKey: textOf(parsed, 'idempotency-key'),
    wait: numberOf(parsed, 'long-poll', 0),
  });
  if (command.operationId === 'createJob' && (isOn(parsed, 'wait') || textOf(parsed, 'to'))) {
    const { id } = result as { id: string };
    return finishJob(
      client,
      id,
      { to: textOf(parsed, 'to'), isJson: isOn(parsed, 'json') },
      context,
    );
  }
  printResult(result, isOn(parsed, 'json'), context);
  return EXIT.success;
}

function printResult(result: unknown, isJson: boolean, { stdout, stderr }: Context): void {
  if (typeof result !== 'object' || result === null) {
    if (!isJson) stderr.write('Done.\n');
  } else if (isJson) stdout.write(`${plainJson(result)}\n`);
  else printObject(result, stdout);
}

async function printPages(
  client: FirstHandClient,
  command: OperationCommand,
  request: Request,
  parsed: Parsed,
  { stdout, stderr, signal }: Context,
): Promise<number> {
  const isJson = isOn(parsed, 'json');
  const printer = new ListPrinter(stdout);
  let count = 0;
  let position: string | undefined;
  const wait = numberOf(parsed, 'long-poll', 0);
  const pages = callList(client, command, request, { signal, wait }).pages();
  for await (const { data, has_more, next_cursor, position: end } of pages) {
    count += data.length;
    position = end;
    if (isJson) for (const item of data) stdout.write(`${plainJson(item)}\n`);
    else printer.print(data);
    if (isOn(parsed, 'all')) continue;
    if (has_more)
      stderr.write(`There are more: --all, or --cursor ${plainText(next_cursor ?? '')}\n`);
    break;
  }
  if (count === 0 && !isJson) stderr.write('There are none.\n');
  if (position !== undefined) stderr.write(`Continue with --after ${plainText(position)}\n`);
  return EXIT.success;
}
