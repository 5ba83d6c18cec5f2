import {
  createEngine,
  type DeliveryOutcome,
  type DeliveryRequest,
  type Engine,
  type Files,
  type Keyring,
  type Store,
  syntheticScorer,
} from '@firsthandapi/engine';
import { openAccount } from '@firsthandapi/engine/host';
import { ManualClock, MemoryMail, MemoryPayments, SeededIds } from '@firsthandapi/engine/memory';
import { peopleService } from '@firsthandapi/engine/people';
import { FailingPayments } from '../world/failing-payments.ts';
import { FailingStore } from '../world/failing-store.ts';
import { lastCode } from '../world/last-code.ts';
import {
  DEFAULT_CREDITS_CENTS,
  type DeliveryHandler,
  WORLD_START,
  type World,
  type WorldOptions,
} from '../world/target.ts';
import { UNLIMITED, worldAccount } from '../world/world-account.ts';

/** The ports that store data, empty at the start of a world. */
export interface Storage {
  readonly store: Store;
  readonly files: Files;
  readonly keyring: Keyring;
  /** Releases the storage. */
  close(): Promise<void>;
}

const BASE_URL = 'https://api.firsthandapi.com';

/** Opens a world of the engine itself over the given storage, without a host. */
export async function openEngineWorld(storage: Storage, options: WorldOptions): Promise<World> {
  const { seed = 1, tier = 'enterprise', credits_cents = DEFAULT_CREDITS_CENTS } = options;
  const receivers = new Map<string, DeliveryHandler>();
  const ports = createPorts(storage, seed, receivers);
  const { clock, store, payments, mail } = ports;
  const limits = tier === 'enterprise' ? { anonymousLimits: UNLIMITED } : {};
  const engine = createEngine(ports, { ...limits, people: peopleService });
  const account = await store.transact((tables) =>
    openAccount(
      { ports, settings: {} as never, now: WORLD_START, tables },
      worldAccount(tier, credits_cents),
    ),
  );
  return {
    testKey: account.test_key,
    liveKey: account.live_key,
    baseUrl: BASE_URL,
    fetch: (input, init) => engine.fetch(new Request(input, init), { ip: '192.0.2.1' }),
    now: async () => clock.now(),
    advance: (milliseconds) => advance(engine, clock, clock.now() + milliseconds),
    async codeOf(email) {
      await engine.runDue(clock.now());
      return lastCode(mail.messages, email);
    },
    async failNext(_operationId, status) {
      if (status === 500 || status === 503) store.failNext(status);
      else payments.failNext(status);
    },
    async receive(handler) {
      const url = `https://receiver.example/hooks/${receivers.size}`;
      receivers.set(url, handler);
      return url;
    },
    [Symbol.asyncDispose]: () => storage.close(),
  };
}

/** Returns what the engine runs on: the storage, a clock that scenarios move, and failures that they order. */
function createPorts(
  { store, files, keyring }: Storage,
  seed: number,
  receivers: ReadonlyMap<string, DeliveryHandler>,
) {
  return {
    store: new FailingStore(store),
    clock: new ManualClock(WORLD_START),
    ids: new SeededIds(seed),
    files,
    scorer: syntheticScorer,
    payments: new FailingPayments(new MemoryPayments()),
    mail: new MemoryMail(),
    keyring,
    sender: { send: (request: DeliveryRequest) => deliver(receivers, request) },
  };
}

/** Advances from due time to due time, as a host does. */
async function advance(engine: Engine, clock: ManualClock, target: number): Promise<void> {
  for (;;) {
    const due = await engine.nextDue();
    if (due === undefined || due > target) break;
    clock.set(Math.max(due, clock.now()));
    await engine.runDue(clock.now());
  }
  clock.set(target);
}

async function deliver(
  receivers: ReadonlyMap<string, DeliveryHandler>,
  { url, headers, body }: DeliveryRequest,
): Promise<DeliveryOutcome> {
  const receiver = receivers.get(url);
  if (receiver === undefined) return { status_code: null, reason: 'connection' };
  const { status } = await receiver(new Request(url, { method: 'POST', headers, body }));
  return { status_code: status };
}
