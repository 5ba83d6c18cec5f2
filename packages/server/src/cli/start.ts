import { readConfiguration } from '../configuration.ts';
import { welcome } from '../host/bootstrap.ts';
import { JsonLog, silentLog } from '../host/json-log.ts';
import { startComposed } from '../start-server.ts';

/** Serves until SIGINT or SIGTERM, then shuts down gracefully. */
export async function start(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const configuration = readConfiguration(environment);
  const log = configuration.log === 'json' ? new JsonLog(process.stdout) : silentLog;
  const server = await startComposed(configuration, { log });
  if (server.firstKeys !== undefined) {
    // Not a log line, since keys are never logged; on standard error, so that a stored log does not contain them.
    await write(process.stderr, welcome(server.url, server.firstKeys));
    await server.noteFirstKeysShown();
  }
  log.info('listening', { url: server.url, database: configuration.store.kind });
  const signal = await endSignal();
  log.info('closing', { signal });
  await server.close();
}

/** Resolves once the text has left the process, or nobody can read it. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => stream.write(text, () => resolve()));
}

function endSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
}
