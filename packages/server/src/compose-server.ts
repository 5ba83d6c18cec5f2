import { mkdir } from 'node:fs/promises';
import {
  ContentError,
  createEngine,
  type Engine,
  type EngineSettings,
  type HeaderReader,
  type Instant,
  overrideQuotas,
  type Ports,
  StepPacer,
} from '@firsthandapi/engine';
import { peopleService } from '@firsthandapi/engine/people';
import { type AppFolders, appRoutes, appStylesheet, readApps } from './apps/app-routes.ts';
import { repeat } from './background/repeat.ts';
import { TrustedClock } from './clock/trusted-clock.ts';
import { ClockWatch } from './clock/watch-clock.ts';
import type { Configuration } from './configuration.ts';
import { DeliveryWorker } from './delivery/delivery-worker.ts';
import { WebhookSender } from './delivery/webhook-sender.ts';
import { BucketHealth } from './files/bucket-health.ts';
import { filesFolderOf, openStorage } from './files/open-storage.ts';
import { SealedFiles } from './files/sealed-files.ts';
import { databasePart, diskPart } from './health/parts.ts';
import { Readiness } from './health/readiness.ts';
import { openDataFolder, requireFinishedRestore } from './host/data-folder.ts';
import { exchange } from './host/engine-exchange.ts';
import { createHandler, type RequestHandler } from './host/http-server.ts';
import { type Log, silentLog } from './host/json-log.ts';
import type { Metrics } from './host/metrics.ts';
import { lockFolder } from './host/process-lock.ts';
import { Resources } from './host/resources.ts';
import type { Routes } from './host/route-table.ts';
import { metricsRoute, serviceRoutes } from './host/service-routes.ts';
import { StoredDailyHash } from './host/stored-daily-hash.ts';
import { TaskWorker } from './host/task-worker.ts';
import { type Transact, transactInTime } from './host/transact-in-time.ts';
import { UlidIds } from './host/ulid-ids.ts';
import type { LocalKeyring } from './keyring/local-keyring.ts';
import { openOrCreateKeyring } from './keyring/open-keyring.ts';
import { type KeyringWatch, watchKeyring } from './keyring/watch-keyring.ts';
import { documentRoutes } from './legal/document-routes.ts';
import { legalDocuments } from './legal/worker-documents.ts';
import { mcpRoute } from './mcp/mcp-route.ts';
import { openMail } from './open-mail.ts';
import { openRedis } from './open-redis.ts';
import { LocalPayments } from './payments/local-payments.ts';
import {
  localCheckoutRoutes,
  type PaymentObserver,
  stripeRoutes,
} from './payments/payment-routes.ts';
import type { StripePayments } from './payments/stripe-payments.ts';
import { createReadMedia } from './scoring/measure/read-media.ts';
import { openScorer } from './scoring/open-scorer.ts';
import { type ShutdownLimits, shutDown } from './shutdown.ts';
import { SignInGate } from './signup/sign-in-gate.ts';
import { SignupGate } from './signup/signup-gate.ts';
import { signupRoutes } from './signup/signup-routes.ts';
import { Front } from './start/front.ts';
import { opsHandler } from './start/ops-handler.ts';
import { openStore } from './storage/open-store.ts';
import type { SqlStore } from './storage/sql/sql-store.ts';
import { loadTraces } from './tracing/load-traces.ts';
import type { ServerTraces } from './tracing/server-traces.ts';
import { formatAnchor } from './verify/chain-anchor.ts';
import type { VerificationOptions } from './verify/verification.ts';
import { Verifier } from './verify/verifier.ts';

/** How soon after midnight the key of the day before is deleted. */
const FORGET_INTERVAL_MS = 5 * 60_000;

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

/** What runs by itself: the service's own tasks, and outbound deliveries, which never share lanes. */
export interface Workers {
  readonly tasks: TaskWorker;
  readonly deliveries: DeliveryWorker;
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
  const { metrics } = front;
  const { log = silentLog, replacePorts = same } = overrides;
  const onError = (error: unknown) => log.error('background', error);
  resources.add(() => log.flush());
  openFolder(configuration, resources, log);
  const store = overrides.store ?? (await openOwnStore(configuration, resources, onError));
  const { keyring, watch } = await openKeyring(configuration, store, resources, onError);
  const traces = await loadTraces(configuration.store.kind === 'sqlite' ? 'sqlite' : 'postgresql');
  if (traces !== undefined) store.useTraces(traces);
  const redis = await openRedis(configuration.redis, { store, metrics, log });
  resources.add(() => redis.close());
  const publicUrl = await front.publicUrl();
  const payments = await openPayments(configuration, keyring, publicUrl);
  const { clock, clockWatch, latest } = await openClock(
    configuration,
    store,
    resources,
    log,
    onError,
  );
  const dailyHash = openDailyHash(store, clock, resources, onError);
  const bucketHealth = new BucketHealth();
  const files = await openFiles(configuration, { keyring, store }, resources, {
    onError,
    onBucketRequest(operation, outcome) {
      metrics.noteBucketRequest(operation, outcome);
      bucketHealth.note(outcome);
    },
  });
  const mail = await openMail(configuration, resources, {
    now: () => clock.now(),
    onMail: (outcome) => metrics.noteMail(outcome),
    onError,
  });
  const ports = replacePorts({
    store,
    clock,
    ids: createIds(latest, clock),
    files,
    scorer: await openScorer(configuration),
    readMedia: createReadMedia(),
    payments,
    sender: openSender(configuration, metrics, traces, resources),
    keyring,
    dailyHash,
    mail,
    traces,
  });
  const gate = new SignupGate({
    mode: configuration.signup,
    token: configuration.signupToken,
    keyring,
    store: ports.store,
  });
  const signInGate = new SignInGate({
    mode: configuration.workerSignIn,
    keyring,
    store: ports.store,
  });
  const settings = {
    ...settingsOf(configuration, publicUrl, metrics),
    admitSignup: (headers: HeaderReader, now: Instant) => gate.admit(headers, now),
    admitSignIn: (headers: HeaderReader, now: Instant) => signInGate.admit(headers, now),
    ...overrides.settings,
  };
  const engine = createObservedEngine(ports, settings, { metrics, log, traces });
  const workers = createWorkers(configuration, engine, ports, onError);
  store.onScheduled((dueAt) => workers.tasks.wake(dueAt));
  store.onDeliveries((hints) => workers.deliveries.hint(hints));
  const leaving = new AbortController();
  const closing = new AbortController();
  const notes = () => [...clockWatch.notes(), ...bucketHealth.notes(), ...redis.notes()];
  const readiness = createReadiness(configuration, store, watch, notes, leaving.signal);
  const verifier = openVerifier(ports, { store, files, keyring }, resources, log);
  const moreGauges = () => [...verifier.gauges(), ...redis.gauges()];
  const service = { store, metrics, log, publicUrl, readiness, clock, moreGauges };
  const transact = transactInTime(ports, settings, configuration.answerWithinMs);
  const apps = await readApps(overrides.apps);
  const routes = {
    ...appRoutes(apps),
    ...documentRoutes(appStylesheet(apps, 'worker')),
    ...serviceRoutes(service),
    ...signupRoutes({
      gate,
      now: () => ports.clock.now(),
      transact,
    }),
    ...signInGate.routes(() => ports.clock.now()),
    // With a listener for operators, the public one serves no metrics.
    ...(configuration.ops === undefined && metricsRoute(service)),
    ...paymentRoutes(payments, transact, {
      onReport: (outcome) => metrics.notePayment(outcome),
      onError,
    }),
  };
  const { filesUrl } = settings;
  const { trustProxy } = configuration;
  const onContentError = (error: unknown) => {
    noteContentError(metrics, error);
    log.error('download', error);
  };
  const exchangeOptions = {
    engine,
    filesUrl,
    trustProxy,
    answerWithinMs: configuration.answerWithinMs,
    storeWithin: (signal: AbortSignal) => ports.store.within?.(signal),
    closing: closing.signal,
    onContentError,
  };
  const handle = createHandler(
    { ...routes, ...(configuration.mcp && mcpRoute({ ...exchangeOptions, publicUrl, traces })) },
    (request, response) => {
      const respond = () => exchange(exchangeOptions, request, response);
      return traces?.request(request, respond) ?? respond();
    },
  );
  return {
    publicUrl,
    engine,
    signupToken: gate.ownToken,
    ports,
    store,
    handle,
    handleOps: opsHandler({ ...serviceRoutes(service), ...metricsRoute(service) }),
    workers,
    verifier,
    close: () =>
      shutDown(shutdownLimits(configuration), {
        announce: () => leaving.abort(),
        stopRequests(limitSeconds) {
          closing.abort();
          return front.http.close(limitSeconds);
        },
        stopTasks: () => stopAll(workers),
        async release() {
          await front.close();
          await resources.release();
        },
      }),
    release: () => resources.release(),
  };
}

/** The data folder, which an embedded database lets only one process use. */
function openFolder({ dataFolder, store }: Configuration, resources: Resources, log: Log): void {
  const warning = openDataFolder(dataFolder);
  if (warning !== undefined) log.info('warning', { warning });
  if (store.kind === 'sqlite') resources.add(lockFolder(dataFolder));
  requireFinishedRestore(dataFolder);
}

interface OpenedClock {
  readonly clock: TrustedClock;
  readonly clockWatch: ClockWatch;
  /** The latest time that the database knew; undefined for a new database. */
  readonly latest: Instant | undefined;
}

/** The clock, checked against the latest time that the database knows. */
async function openClock(
  { acceptClock }: Configuration,
  store: SqlStore,
  resources: Resources,
  log: Log,
  onError: (error: unknown) => void,
): Promise<OpenedClock> {
  // Read before anything accepts an earlier time: ids may exist up to this one.
  const latest = await store.readLatestTime();
  if (acceptClock) await store.acceptTime(Date.now());
  const clock = new TrustedClock(await store.readLatestTime());
  const clockWatch = new ClockWatch({ clock, store, log, onError });
  await clockWatch.start();
  resources.add(() => clockWatch.stop());
  return { clock, clockWatch, latest };
}

/** Ids greater than all earlier ones, also after the clock was set back, and none ahead of a doubtful clock. */
function createIds(latest: Instant | undefined, clock: TrustedClock): UlidIds {
  const after = latest !== undefined && latest > clock.now() ? latest : 0;
  return new UlidIds(after, () =>
    clock.doubt === undefined ? Number.POSITIVE_INFINITY : clock.certain(),
  );
}

/** The keyring that belongs to the database, kept up to date with its file. */
async function openKeyring(
  configuration: Configuration,
  store: SqlStore,
  resources: Resources,
  onError: (error: unknown) => void,
): Promise<{ readonly keyring: LocalKeyring; readonly watch: KeyringWatch }> {
  const { keyring, file } = await openOrCreateKeyring(configuration, store);
  const watch = watchKeyring(file, keyring, onError);
  resources.add(() => watch.stop());
  return { keyring, watch };
}

/** The hash of clients, whose key of a past day is deleted even when no request comes. */
function openDailyHash(
  store: SqlStore,
  clock: TrustedClock,
  resources: Resources,
  onError: (error: unknown) => void,
): StoredDailyHash {
  const dailyHash = new StoredDailyHash(store, onError);
  const forget = () => dailyHash.forget(clock.now());
  resources.add(repeat(forget, { intervalMs: FORGET_INTERVAL_MS, onError }));
  return dailyHash;
}

async function openOwnStore(
  { store: location }: Configuration,
  resources: Resources,
  onError: (error: unknown) => void,
): Promise<SqlStore> {
  const store = await openStore(location, onError);
  resources.add(() => store.close());
  return store;
}

interface FilesObserver {
  readonly onError: (error: unknown) => void;
  readonly onBucketRequest: (operation: string, outcome: string) => void;
}

async function openFiles(
  configuration: Configuration,
  { keyring, store }: { readonly keyring: LocalKeyring; readonly store: SqlStore },
  resources: Resources,
  { onError, onBucketRequest }: FilesObserver,
): Promise<SealedFiles> {
  const { dataFolder, s3 } = configuration;
  if (s3 === undefined) await mkdir(filesFolderOf(dataFolder), { recursive: true, mode: 0o700 });
  const storage = await openStorage(configuration, onBucketRequest);
  resources.add(() => storage.close());
  // Nothing that is stored depends on it. A bucket may have many, and allow less than a folder, so no start waits for it.
  const removal = storage.removeAbandoned(Date.now()).catch(onError);
  if (s3 === undefined) await removal;
  return new SealedFiles(storage, keyring, store);
}

/** Verifies what is stored for as long as the server runs. */
function openVerifier(
  { clock }: Ports,
  parts: Pick<VerificationOptions, 'store' | 'files' | 'keyring'>,
  resources: Resources,
  log: Log,
): Verifier {
  const verifier = new Verifier({
    ...parts,
    now: () => clock.now(),
    onProblem: ({ check, subject, message }) =>
      log.error('verify', new Error(message), { check, subject }),
    onSealed: (anchor) => log.info('chains.sealed', { anchor: formatAnchor(anchor) }),
    onError: (error) => log.error('background', error),
  });
  resources.add(() => verifier.stop());
  return verifier;
}

function openSender(
  { allowPrivateWebhooks }: Configuration,
  metrics: Metrics,
  traces: ServerTraces | undefined,
  resources: Resources,
): WebhookSender {
  const sender = new WebhookSender({
    allowPrivate: allowPrivateWebhooks,
    traces,
    onAttempt: (outcome) => metrics.noteAttempt(outcome),
  });
  resources.add(() => sender.close());
  return sender;
}

/** The adapter of Stripe is loaded only when it is used: most servers start without it. */
async function openPayments(
  { stripe }: Configuration,
  keyring: LocalKeyring,
  publicUrl: string,
): Promise<LocalPayments | StripePayments> {
  if (stripe === undefined) return new LocalPayments(keyring, publicUrl);
  const adapter = await import('./payments/stripe-payments.ts');
  return new adapter.StripePayments({ ...stripe, publicUrl, keyring });
}

function paymentRoutes(
  payments: LocalPayments | StripePayments,
  transact: Transact,
  observer: PaymentObserver,
): Routes {
  return payments instanceof LocalPayments
    ? localCheckoutRoutes(payments, transact)
    : stripeRoutes(payments, transact, observer);
}

function settingsOf(
  configuration: Configuration,
  publicUrl: string,
  metrics: Metrics,
): EngineSettings {
  return {
    filesUrl: `${publicUrl}/files`,
    origin: publicUrl,
    documents: legalDocuments(publicUrl),
    allowLoopbackWebhooks: configuration.allowPrivateWebhooks,
    maxBodyBytes: configuration.maxBodyBytes,
    boundedBodies: true,
    anonymousLimits: { per_minute: 60, per_hour: 600 },
    signupLimits: configuration.signupLimits,
    quotas: overrideQuotas(configuration.quotas),
    onDeliveryRefused: (reason) => metrics.noteRefusedDelivery(reason),
    simulate: true,
    deliveryJitter: Math.random,
    stepPacer: new StepPacer(),
  };
}

/** What follows requests and tasks. */
interface Observers {
  readonly metrics: Metrics;
  readonly log: Log;
  readonly traces: ServerTraces | undefined;
}

/** The engine, with what it does counted, logged and traced. */
function createObservedEngine(
  ports: Ports,
  settings: EngineSettings,
  { metrics, log, traces }: Observers,
): Engine {
  return createEngine(ports, {
    ...settings,
    people: peopleService,
    onRequest(request) {
      traces?.describe(request);
      metrics.noteRequest(request);
      const { error, ...fields } = request;
      noteContentError(metrics, error);
      if (error === undefined) log.info('request', fields);
      else log.error('request', error, fields);
    },
    onTaskError: (error, task) => log.error('task', error, { kind: task.kind, id: task.id }),
  });
}

function noteContentError(metrics: Metrics, error: unknown): void {
  if (error instanceof ContentError) metrics.noteFileError(error.problem);
}

function shutdownLimits(configuration: Configuration): ShutdownLimits {
  const { shutdownDelaySeconds, shutdownSeconds } = configuration;
  return { delaySeconds: shutdownDelaySeconds, totalSeconds: shutdownSeconds };
}

function createReadiness(
  { dataFolder, minFreeDiskMegabytes, s3 }: Configuration,
  store: SqlStore,
  keyring: KeyringWatch,
  notes: () => readonly string[],
  leaving: AbortSignal,
): Readiness {
  return new Readiness({
    parts: [
      { name: 'server', check: () => (leaving.aborted ? 'shutting down' : undefined) },
      databasePart(store),
      diskPart(
        dataFolder,
        s3 === undefined ? [filesFolderOf(dataFolder)] : [],
        minFreeDiskMegabytes,
      ),
      { name: 'keyring', check: () => keyring.check() },
    ],
    notes,
  });
}

async function stopAll({ tasks, deliveries }: Workers): Promise<void> {
  await Promise.all([tasks.stop(), deliveries.stop()]);
}

/** Tasks of the service run this many at a time. None of them waits for a customer's server. */
const TASK_LANES = 8;

function createWorkers(
  { deliveryConcurrency: concurrency }: Configuration,
  { tasks, deliveries }: Engine,
  { clock }: Ports,
  onError: (error: unknown) => void,
): Workers {
  return {
    tasks: new TaskWorker({ tasks, clock, concurrency: TASK_LANES, onError }),
    deliveries: new DeliveryWorker({ deliveries, clock, concurrency, onError }),
  };
}

function same(ports: Ports): Ports {
  return ports;
}
