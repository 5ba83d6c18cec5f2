import { type Configuration, readConfiguration } from '../configuration.ts';
import { welcome } from '../host/bootstrap.ts';
import { fatalError } from '../host/fatal-errors.ts';
import { JsonLog, type Log, silentLog } from '../host/json-log.ts';
import { type StartedServer, startComposed } from '../start-server.ts';
import { outboxNote } from './outbox-note.ts';

/** How long the process may take to end after a fatal error, beyond the time that it gives to accepted requests. */
const FATAL_GRACE_SECONDS = 5;

/**
 * Serves until SIGINT or SIGTERM, then shuts down gracefully. After an error that nothing has handled, it shuts down as
 * well and throws, so that a supervisor starts it again.
 */
export async function start(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const configuration = readConfiguration(environment);
  const log = configuration.log === 'json' ? new JsonLog(process.stdout) : silentLog;
  const fatal = fatalError(log);
  // From now on: the first process of a container does not end by a signal that nothing handles.
  const ended = endSignal();
  const server = await startUnlessEnded(configuration, log, ended);
  if (server === undefined) return;
  await greet(server, configuration);
  log.info('listening', { url: server.url, database: configuration.store.kind });
  const end = await Promise.race([ended, fatal.then((error) => ({ error }))]);
  if ('error' in end) return endAfterError(server, configuration);
  log.info('closing', end);
  await server.close();
}

async function endAfterError(
  server: StartedServer,
  { shutdownSeconds }: Configuration,
): Promise<never> {
  endWithin(shutdownSeconds + FATAL_GRACE_SECONDS);
  await server.close();
  endWithin(FATAL_GRACE_SECONDS);
  throw new Error('The server has ended after an unexpected error; see its log');
}

/** Shows the first keys, once, and tells a person at a terminal where the mails are. */
async function greet(server: StartedServer, configuration: Configuration): Promise<void> {
  if (server.firstKeys !== undefined) {
    // Not a log line, since keys are never logged; on standard error, so that a stored log does not contain them.
    await write(process.stderr, welcome(server.url, server.firstKeys));
    await server.noteFirstKeysShown();
  }
  const note = outboxNote(configuration);
  // For a person at a terminal, and not for a log.
  if (note !== undefined && process.stderr.isTTY) await write(process.stderr, note);
}

/** Returns undefined when a signal ended the process before the server had started. */
async function startUnlessEnded(
  configuration: Configuration,
  log: Log,
  ended: ReturnType<typeof endSignal>,
): Promise<StartedServer | undefined> {
  const stop = new AbortController();
  let isStarting = true;
  const stopWaiting = () => {
    stop.abort();
    // A statement that changes the schema may take long.
    if (isStarting) endWithin(configuration.shutdownSeconds);
  };
  ended.then(stopWaiting, stopWaiting);
  try {
    return await startComposed(configuration, { log }, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    log.info('closing', await ended);
    return undefined;
  } finally {
    isStarting = false;
  }
}

/** Resolves once the text has left the process, or nothing can read it. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => stream.write(text, () => resolve()));
}

/** Ends the process after `seconds`, if anything keeps it from ending by itself. */
function endWithin(seconds: number): void {
  setTimeout(() => process.exit(1), seconds * 1_000).unref();
}

function endSignal(): Promise<{ readonly signal: NodeJS.Signals }> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => resolve({ signal }));
    }
  });
}
