import type { Instant } from '@firsthandapi/engine';
import { composeServer } from './compose-server.ts';
import type { ServerOverrides } from './composition/composed-server.ts';
import { firstKeysOf } from './composition/first-keys.ts';
import type { Configuration } from './configuration.ts';
import { type FirstKeys, noteFirstKeysShown } from './host/bootstrap.ts';
import { type Log, silentLog } from './host/json-log.ts';
import { Front } from './start/front.ts';
import { type Patience, startPatiently } from './start/start-patiently.ts';

/** A server that listens. */
export interface RunningServer {
  /** Where clients reach it. */
  readonly url: string;
  /** Where operators reach it, when `OPS_PORT` gives them a listener of their own. */
  readonly opsUrl: string | undefined;
  /** The keys of a new server; undefined when it already has organizations. Shown nowhere else. */
  readonly firstKeys: FirstKeys | undefined;
  /** Stops listening, finishes accepted requests and running deliveries, and closes the store. */
  close(): Promise<void>;
}

/** A server whose first keys are replaced at the next start until they are noted as shown. */
export interface StartedServer extends RunningServer {
  noteFirstKeysShown(): Promise<void>;
}

/** Starts everything that the configuration describes, and resolves once requests are served. */
export async function startServer(configuration: Configuration, log: Log): Promise<RunningServer> {
  const server = await startComposed(configuration, { log });
  if (server.firstKeys !== undefined) await server.noteFirstKeysShown();
  return server;
}

/**
 * Starts the server of a configuration, with what a test replaces in it. It listens at once, and waits for what it
 * depends on.
 *
 * @param signal Ends the waiting.
 * @throws StartTimeoutError when that does not respond in time
 */
export async function startComposed(
  configuration: Configuration,
  overrides: ServerOverrides,
  signal?: AbortSignal,
): Promise<StartedServer> {
  const { log = silentLog } = overrides;
  const front = new Front(configuration, log);
  const begun = new Set<Instant>();
  const onPause = () => front.noteWaiting();
  const patience = { limitMs: configuration.startSeconds * 1_000, log, signal, onPause };
  try {
    await front.listen();
    return await startPatiently(
      () => startOnce(configuration, overrides, { front, begun, patience }),
      patience,
    );
  } catch (error) {
    await front.close();
    throw error;
  }
}

/** What outlives a failed attempt to start. */
interface KeptParts {
  readonly front: Front;
  /** When this process has begun to create the first keys. */
  readonly begun: Set<Instant>;
  readonly patience: Patience;
}

async function startOnce(
  configuration: Configuration,
  overrides: ServerOverrides,
  { front, begun, patience }: KeptParts,
): Promise<StartedServer> {
  const server = await composeServer(configuration, overrides, front);
  try {
    const firstKeys = await firstKeysOf(server, configuration, begun);
    front.serve(server.handle, server.handleOps);
    server.workers.tasks.start();
    server.workers.deliveries.start();
    server.verifier.start();
    return {
      url: server.publicUrl,
      opsUrl: await front.opsUrl(),
      firstKeys,
      // A failure is no reason to end a server that serves: the keys keep working, and those in use are never replaced.
      noteFirstKeysShown: () =>
        startPatiently(() => noteFirstKeysShown(server.store), patience).catch((error: unknown) =>
          patience.log.error('background', error),
        ),
      close: () => server.close(),
    };
  } catch (error) {
    await server.release();
    throw error;
  }
}
