import { composeServer, type ServerOverrides } from './compose-server.ts';
import type { Configuration } from './configuration.ts';
import { bootstrap, type FirstKeys } from './host/bootstrap.ts';
import type { Log } from './host/json-log.ts';

/** A server that listens. */
export interface RunningServer {
  /** Where clients reach it. */
  readonly url: string;
  /** The keys of a new server; undefined when it already has organizations. Shown nowhere else. */
  readonly firstKeys: FirstKeys | undefined;
  /** Stops listening, finishes accepted requests and running deliveries, and closes the store. */
  close(): Promise<void>;
}

/** Starts everything that the configuration describes, and resolves once requests are served. */
export function startServer(configuration: Configuration, log: Log): Promise<RunningServer> {
  return startComposed(configuration, { log });
}

/** Starts the server of a configuration, with what a test replaces in it. */
export async function startComposed(
  configuration: Configuration,
  overrides: ServerOverrides,
): Promise<RunningServer> {
  const server = await composeServer(configuration, overrides);
  try {
    const firstKeys = await bootstrap(server.engine, server.store);
    server.http.handle(server.handle);
    if (configuration.publicUrl !== undefined) await server.http.listen();
    server.worker.start();
    return { url: server.publicUrl, firstKeys, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}
