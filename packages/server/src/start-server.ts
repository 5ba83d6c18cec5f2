import { join } from 'node:path';
import {
  createEngine,
  type EngineSettings,
  type Ports,
  syntheticScorer,
} from '@firsthandapi/engine';
import type { Configuration } from './configuration.ts';
import { attemptLimits } from './delivery/attempt-limits.ts';
import { WebhookSender } from './delivery/webhook-sender.ts';
import { SealedFiles } from './files/sealed-files.ts';
import { bootstrap, type FirstKeys } from './host/bootstrap.ts';
import { openDataFolder } from './host/data-folder.ts';
import { exchange } from './host/engine-exchange.ts';
import { createHandler, HttpServer } from './host/http-server.ts';
import type { Log } from './host/json-log.ts';
import { Metrics } from './host/metrics.ts';
import { LockedError, takeLock } from './host/process-lock.ts';
import { serviceRoutes } from './host/service-routes.ts';
import { systemClock } from './host/system-clock.ts';
import { TaskWorker } from './host/task-worker.ts';
import { UlidIds } from './host/ulid-ids.ts';
import { KeyringFile } from './keyring/keyring-file.ts';
import { LocalKeyring } from './keyring/local-keyring.ts';
import { watchKeyring } from './keyring/watch-keyring.ts';
import { LocalPayments } from './payments/local-payments.ts';
import { localCheckoutRoutes, stripeRoutes, type Transact } from './payments/payment-routes.ts';
import { openStore } from './storage/open-store.ts';

/** A server that listens. */
export interface RunningServer {
  /** Where clients reach it. */
  readonly url: string;
  /** The keys of a new server; undefined when it has organizations already. Shown nowhere else. */
  readonly firstKeys: FirstKeys | undefined;
  /** Stops listening, answers what was accepted, lets deliveries end, and closes the store. */
  close(): Promise<void>;
}

/** Starts everything that the configuration asks for, and resolves once requests are answered. */
export async function startServer(configuration: Configuration, log: Log): Promise<RunningServer> {
  const onError = (error: unknown) => log.error('background', error);
  openDataFolder(configuration.dataFolder);
  const unlock =
    configuration.store.kind === 'sqlite' ? lockFolder(configuration.dataFolder) : () => {};
  const keyringFile = new KeyringFile(configuration.keyringFile);
  const keyring = new LocalKeyring(keyringFile);
  const stopWatching = watchKeyring(keyringFile, keyring, onError);
  const store = await openStore(configuration.store, onError);
  const http = new HttpServer({ configuration, onError });
  const publicUrl = configuration.publicUrl ?? (await listenFirst(http, configuration));

  const metrics = new Metrics();
  const sender = new WebhookSender({
    allowPrivate: configuration.allowPrivateWebhooks,
    onAttempt: (outcome) => metrics.noteAttempt(outcome),
  });
  const stripe =
    configuration.stripe && (await openStripe(configuration.stripe, publicUrl, keyring));
  const local = new LocalPayments(keyring, publicUrl);
  const ports: Ports = {
    store,
    clock: systemClock,
    ids: new UlidIds(),
    files: new SealedFiles(join(configuration.dataFolder, 'files'), keyring),
    scorer: syntheticScorer,
    payments: stripe ?? local,
    sender,
    keyring,
  };
  const settings: EngineSettings = {
    filesUrl: `${publicUrl}/files`,
    allowLoopbackWebhooks: configuration.allowPrivateWebhooks,
    maxBodyBytes: configuration.maxBodyBytes,
    boundedBodies: true,
    anonymousLimits: { per_minute: 60, per_hour: 600 },
    simulate: true,
    attemptSpread: Math.random,
    attemptLimits: attemptLimits(configuration.deliveryConcurrency),
  };
  const engine = createEngine(ports, {
    ...settings,
    onRequest(request) {
      metrics.noteRequest(request);
      const { error, ...fields } = request;
      if (error === undefined) log.info('request', fields);
      else log.error('request', error, fields);
    },
    onTaskError: (error, task) => log.error('task', error, { kind: task.kind, id: task.id }),
  });
  const transact: Transact = (action) =>
    store.transact((tables) => action({ ports, settings, tables, now: systemClock.now() }));
  const closing = new AbortController();
  const routes = {
    ...serviceRoutes({ store, metrics, publicUrl, isClosing: () => closing.signal.aborted }),
    ...(stripe === undefined
      ? localCheckoutRoutes(local, transact)
      : stripeRoutes(stripe, transact, onError)),
  };
  const worker = new TaskWorker({
    engine,
    concurrency: configuration.deliveryConcurrency,
    now: systemClock.now,
    onError,
  });
  store.onScheduled((dueAt) => worker.wake(dueAt));

  const firstKeys = await bootstrap(engine, store);
  const exchangeOptions = {
    engine,
    filesUrl: settings.filesUrl,
    trustProxy: configuration.trustProxy,
    closing: closing.signal,
  };
  http.handle(
    createHandler(routes, (request, response) => exchange(exchangeOptions, request, response)),
  );
  if (configuration.publicUrl !== undefined) await http.listen();
  worker.start();

  return {
    url: publicUrl,
    firstKeys,
    async close() {
      closing.abort();
      await http.close();
      await worker.stop();
      stopWatching();
      sender.close();
      await store.close();
      unlock();
      await log.flush();
    },
  };
}

/** Makes this process the only server of an embedded database. */
function lockFolder(folder: string): () => void {
  try {
    return takeLock(join(folder, 'server.lock'));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new Error(
      `Another server uses ${folder}; stop it, or set DATABASE_URL: on PostgreSQL several share the work`,
    );
  }
}

/** Loaded only where it is used: most servers start without it. */
async function openStripe(
  settings: NonNullable<Configuration['stripe']>,
  publicUrl: string,
  keyring: LocalKeyring,
) {
  const { StripePayments } = await import('./payments/stripe-payments.ts');
  return new StripePayments({ ...settings, publicUrl, keyring });
}

/** The address as it becomes known by listening, for servers that were not told their public one. */
async function listenFirst(http: HttpServer, { host, tls }: Configuration): Promise<string> {
  const port = await http.listen();
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  const bracketed = name.includes(':') ? `[${name}]` : name;
  return `${tls === undefined ? 'http' : 'https'}://${bracketed}:${port}`;
}
