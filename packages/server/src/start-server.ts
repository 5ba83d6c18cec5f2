import { composeServer, type ServerOverrides } from './compose-server.ts';
import type { Configuration } from './configuration.ts';
import { bootstrap, type FirstKeys, noteFirstKeysShown } from './host/bootstrap.ts';
import type { Log } from './host/json-log.ts';

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

/** Starts the server of a configuration, with what a test replaces in it. */
export async function startComposed(
  configuration: Configuration,
  overrides: ServerOverrides,
): Promise<StartedServer> {
  const server = await composeServer(configuration, overrides);
  try {
    const { engine, store, ports } = server;
    const firstKeys = await bootstrap({
      engine,
      signupToken: server.signupToken,
      store,
      ids: ports.ids,
      keyring: ports.keyring,
      now: () => ports.clock.now(),
      isShared: configuration.store.kind !== 'sqlite',
    });
    server.http.handle(server.handle);
    if (configuration.publicUrl !== undefined) await server.http.listen();
    server.workers.tasks.start();
    server.workers.deliveries.start();
    server.verifier.start();
    const opsPort = await server.ops?.listen();
    const { ops } = configuration;
    return {
      url: server.publicUrl,
      opsUrl: ops && `http://${ops.host.includes(':') ? `[${ops.host}]` : ops.host}:${opsPort}`,
      firstKeys,
      noteFirstKeysShown: () => noteFirstKeysShown(store),
      close: () => server.close(),
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}
