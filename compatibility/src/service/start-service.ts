import {
  createEngine,
  type DeliveryOutcome,
  type DeliveryRequest,
  type Engine,
  syntheticScorer,
} from '@firsthandapi/engine';
import {
  ManualClock,
  MemoryFiles,
  MemoryKeyring,
  MemoryPayments,
  MemoryStore,
  SeededIds,
} from '@firsthandapi/engine/memory';
import { openAccount } from './open-account.ts';
import { type LoopbackServer, serveRequests } from './serve-requests.ts';

/** The service that programs call: only this file chooses the server. */
export interface Service {
  readonly url: string;
  /** A key of the test environment with all scopes. */
  readonly apiKey: string;
  close(): Promise<void>;
}

/** How far the clock may run ahead: a whole simulated job, but nothing that is due days later. */
const HORIZON = 60_000;
/** Real milliseconds between two simulated steps, so that a polling client sees both. */
const STEP = 20;

/** Starts a service for one program; simulated work takes a fraction of a second. */
export async function startService(): Promise<Service> {
  const start = Date.now();
  const clock = new ManualClock(start);
  // The engine writes its own address into download links, so the port must be known first.
  let engine: Engine | undefined;
  const server = await serveRequests((request) => (engine as Engine).fetch(request));
  engine = createService(clock, server);
  const stop = letTimePass(engine, clock, start + HORIZON);
  const apiKey = await openAccount(engine, server.url);
  return {
    url: server.url,
    apiKey,
    async close() {
      stop();
      await server.close();
    },
  };
}

function createService(clock: ManualClock, server: LoopbackServer): Engine {
  return createEngine(
    {
      clock,
      store: new MemoryStore(),
      ids: new SeededIds(1),
      files: new MemoryFiles(),
      scorer: syntheticScorer,
      payments: new MemoryPayments(),
      keyring: new MemoryKeyring('compatibility'),
      sender: { send: deliver },
    },
    { filesUrl: `${server.url}/files`, allowLoopbackWebhooks: true },
  );
}

async function deliver({ url, headers, body }: DeliveryRequest): Promise<DeliveryOutcome> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status_code: response.status };
  } catch {
    return { status_code: null, reason: 'connection' };
  }
}

/** Moves the clock from one due task to the next. */
function letTimePass(engine: Engine, clock: ManualClock, end: number): () => void {
  let stopped = false;
  const step = async () => {
    const due = await engine.nextDue();
    if (due !== undefined && due <= end) {
      clock.set(Math.max(due, clock.now()));
      await engine.runDue(clock.now());
    }
    if (!stopped) setTimeout(step, STEP);
  };
  void step();
  return () => {
    stopped = true;
  };
}
