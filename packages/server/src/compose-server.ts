import type { Engine, EngineSettings, Ports } from '@firsthandapi/engine';
import type { AppFolders } from './apps/app-routes.ts';
import type { BuildContext } from './composition/build-context.ts';
import { createGates } from './composition/create-gates.ts';
import { createHandlers } from './composition/create-handlers.ts';
import { createObservedEngine, engineSettings } from './composition/create-observed-engine.ts';
import { createReadiness } from './composition/create-readiness.ts';
import { createWorkers, stopWorkers, type Workers } from './composition/create-workers.ts';
import { openFoundation } from './composition/open-foundation.ts';
import { openPorts } from './composition/open-ports.ts';
import { openVerifier } from './composition/open-verifier.ts';
import type { Configuration } from './configuration.ts';
import type { RequestHandler } from './host/http-server.ts';
import { type Log, silentLog } from './host/json-log.ts';
import { Resources } from './host/resources.ts';
import { type Transact, transactInTime } from './host/transact-in-time.ts';
import { type ShutdownLimits, shutDown } from './shutdown.ts';
import { Front } from './start/front.ts';
import type { SqlStore } from './storage/sql/sql-store.ts';
import type { Verifier } from './verify/verifier.ts';

/** What a test may replace. Without any of it, the server is the one that users start. */
export interface ServerOverrides {
  /** Default: a log that keeps nothing. */
  readonly log?: Log | undefined;
  /** A store that is already open, and stays open when the server closes. Default: the configuration's. */
  readonly store?: SqlStore | undefined;
  /** Returns the ports that the engine gets, such as another clock, given those of production. */
  readonly replacePorts?: ((ports: Ports) => Ports) | undefined;
  /** Web apps that were built elsewhere. Default: those of the package. */
  readonly apps?: AppFolders | undefined;
  /** Engine settings that differ from those of production. */
  readonly settings?: Partial<EngineSettings> | undefined;
}

/** The whole server, put together. Nothing happens by itself until its HTTP side listens and its workers start. */
export interface ComposedServer {
  /** Where clients reach it. */
  readonly publicUrl: string;
  readonly engine: Engine;
  /** Admits the first organization in every mode of `SIGNUP`. */
  readonly signupToken: string;
  readonly ports: Ports;
  readonly store: SqlStore;
  /** Runs domain code in one transaction, within the time limit of a request. */
  readonly transact: Transact;
  /** Responds to one request, whichever HTTP server received it. */
  readonly handle: RequestHandler;
  /** Responds to one request of an operator, when the configuration has a listener for them. */
  readonly handleOps: RequestHandler;
  readonly workers: Workers;
  readonly verifier: Verifier;
  /** Stops listening, finishes accepted requests and running tasks, and releases everything that is open. */
  close(): Promise<void>;
  /** Releases everything that is open but the listeners, of a server that has served nothing. */
  release(): Promise<void>;
}

/**
 * Builds the server that a configuration describes.
 *
 * Without a public URL in the configuration it listens, since the port is part of that URL.
 *
 * @param front Its listeners, which stay open when it throws. Default: its own.
 * @throws Error when the data folder is in use or the database cannot be opened
 */
export async function composeServer(
  configuration: Configuration,
  overrides: ServerOverrides = {},
  front?: Front,
): Promise<ComposedServer> {
  const resources = new Resources();
  const ownFront = front ?? new Front(configuration, overrides.log ?? silentLog);
  try {
    return await compose(configuration, overrides, { resources, front: ownFront });
  } catch (error) {
    if (front === undefined) await ownFront.close();
    await resources.release();
    throw error;
  }
}

async function compose(
  configuration: Configuration,
  overrides: ServerOverrides,
  { resources, front }: { readonly resources: Resources; readonly front: Front },
): Promise<ComposedServer> {
  const context = createContext(configuration, overrides, { resources, front });
  const foundation = await openFoundation(context, overrides.store);
  const { store, keyring, clock, redis, traces } = foundation;
  const publicUrl = await front.publicUrl();
  const { ports: ownPorts, ...opened } = await openPorts(context, foundation, publicUrl);
  const ports = overrides.replacePorts?.(ownPorts) ?? ownPorts;
  const gates = createGates(context, ports, keyring);
  const settings = {
    ...engineSettings(context, publicUrl),
    ...gates.settings,
    ...overrides.settings,
  };
  const engine = createObservedEngine(context, ports, settings, traces);
  const workers = createWorkers(context, engine, ports, store);
  const leaving = new AbortController();
  const closing = new AbortController();
  const readiness = createReadiness(context, foundation, opened.bucketHealth, leaving.signal);
  const verifier = openVerifier(context, ports, { store, files: opened.files, keyring });
  const moreGauges = () => [...verifier.gauges(), ...redis.gauges()];
  const transact = transactInTime(ports, settings, configuration.answerWithinMs);
  const handlers = await createHandlers(context, {
    engine,
    filesUrl: settings.filesUrl,
    ports,
    transact,
    gates,
    payments: opened.payments,
    service: { ...context, store, publicUrl, readiness, clock, moreGauges },
    apps: overrides.apps,
    traces,
    closing: closing.signal,
  });
  const close = () =>
    shutDown(shutdownLimits(configuration), {
      announce: () => leaving.abort(),
      stopRequests(limitSeconds) {
        closing.abort();
        return front.http.close(limitSeconds);
      },
      stopTasks: () => stopWorkers(workers),
      async release() {
        await front.close();
        await resources.release();
      },
    });
  return {
    publicUrl,
    engine,
    signupToken: gates.signup.ownToken,
    ports,
    store,
    transact,
    ...handlers,
    workers,
    verifier,
    close,
    release: () => resources.release(),
  };
}

function createContext(
  configuration: Configuration,
  { log = silentLog }: ServerOverrides,
  { resources, front: { metrics } }: { readonly resources: Resources; readonly front: Front },
): BuildContext {
  resources.add(() => log.flush());
  const onError = (error: unknown) => log.error('background', error);
  return { configuration, resources, metrics, log, onError };
}

function shutdownLimits(configuration: Configuration): ShutdownLimits {
  const { shutdownDelaySeconds, shutdownSeconds } = configuration;
  return { delaySeconds: shutdownDelaySeconds, totalSeconds: shutdownSeconds };
}
