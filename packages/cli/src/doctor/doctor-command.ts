import type { Command } from '../command/command.ts';
import { CONNECTION_OPTIONS } from '../command/common-options.ts';
import type { Context } from '../command/context.ts';
import { EXIT } from '../command/exit-code.ts';
import { isOn, type Parsed } from '../command/parse-arguments.ts';
import { UsageError } from '../command/usage-error.ts';
import { plainJson, plainText } from '../output/plain-text.ts';
import { type Connection, findConnection } from '../settings/connection.ts';
import { checkSandboxClock } from './check-sandbox-clock.ts';
import { checkAccess, checkReachability } from './check-service.ts';
import { checkBaseUrl, checkKey, checkProxy, checkVersions } from './check-surroundings.ts';
import { type Finding, failed } from './finding.ts';

export const command: Command = {
  summary: 'Find out why something does not work',
  description:
    'Checks versions, the key and its environment, the proxy, whether the service can be reached, the clock (of a\nsandbox too, which may keep its own time), and whether the key is valid. Exits with 1 if something fails.',
  options: CONNECTION_OPTIONS,
  example: 'doctor',
  async run(parsed, context) {
    const isJson = isOn(parsed, 'json');
    let isWell = true;
    for await (const finding of findings(parsed, context)) {
      const { check, result, detail } = finding;
      isWell &&= result !== 'failed';
      const line = `${result.padEnd(8)} ${check.padEnd(13)} ${plainText(detail)}`;
      context.stdout.write(`${isJson ? plainJson(finding) : line}\n`);
    }
    return isWell ? EXIT.success : EXIT.failure;
  },
};

/** Later checks need what earlier ones have found. */
async function* findings(parsed: Parsed, context: Context): AsyncGenerator<Finding> {
  yield checkVersions(process.versions);
  yield checkProxy(context);
  const connection = connectionOf(parsed, context);
  if ('check' in connection) {
    yield connection;
    return;
  }
  const key = checkKey(connection);
  yield key;
  yield checkBaseUrl(connection);
  const reached = await checkReachability(connection, context);
  yield* reached;
  const isReached = reached.every(({ result }) => result !== 'failed');
  if (isReached) yield* await checkSandboxClock(connection, context);
  if (isReached && key.result === 'ok') yield await checkAccess(connection, context);
}

function connectionOf(parsed: Parsed, context: Context): Connection | Finding {
  try {
    return findConnection(parsed, context);
  } catch (error) {
    if (error instanceof UsageError) return failed('configuration', error.message);
    throw error;
  }
}
