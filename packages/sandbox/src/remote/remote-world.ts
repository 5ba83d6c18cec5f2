import type { ApiKey, CreditBalance, File, Job } from '@firsthandapi/engine/host';
import { requirePersonOptions } from '../people/person-options.ts';
import type { PersonHost } from '../people/worker-api.ts';
import { parseDuration } from '../values/duration.ts';
import type { Fault, FaultState } from '../world/fault.ts';
import type { DeliveryEntry, LogEntry } from '../world/log-entry.ts';
import type { SentMail } from '../world/person.ts';
import type { World, WorldFaults } from '../world/world.ts';
import type { WorldClock } from '../world/world-clock.ts';
import type { WorldSnapshot } from '../world/world-snapshot.ts';
import type { WorldWebhooks } from '../world/world-webhooks.ts';
import type { WorldWorker } from '../world/world-worker.ts';
import type { ControlClient } from './control-client.ts';
import type { ControlName, WorldDescription } from './control-routes.ts';

type Send = <T>(name: ControlName, body?: unknown, query?: string) => Promise<T>;

/** Returns a world behind a sandbox server. */
export function remoteWorld(client: ControlClient, described: WorldDescription): World<'remote'> {
  const send: Send = (name, body, query) => client.control(described.world, name, body, query);
  return {
    apiKey: described.api_key,
    liveKey: described.live_key,
    baseUrl: described.base_url,
    fetch: (input, init) => globalThis.fetch(input, init),
    clock: remoteClock(send, described),
    webhooks: remoteWebhooks(send),
    worker: remoteWorker(send, described),
    faults: remoteFaults(send),
    fault: (route, fault) => done(send('setFault', { route, fault: jsonFault(fault) })),
    log: () => send<LogEntry[]>('log'),
    snapshot: () => send<WorldSnapshot>('snapshot'),
    restore: (snapshot) => done(send('restore', { snapshot })),
    reset: () => done(send('reset')),
    run: () => inProcessOnly('run', 'give each client its world.apiKey'),
    jobs: () => send<Job[]>('jobs'),
    files: (jobId) =>
      send<File[]>(
        'files',
        undefined,
        jobId === undefined ? '' : `?job_id=${encodeURIComponent(jobId)}`,
      ),
    keys: () => send<ApiKey[]>('keys'),
    credits: () => send<CreditBalance>('credits'),
    outbox: () => send<SentMail[]>('outbox'),
    [Symbol.asyncDispose]: () => done(send('dispose')),
  };
}

function remoteClock(send: Send, { clock: mode }: WorldDescription): WorldClock<'remote'> {
  return {
    mode,
    now: async () => new Date((await send<{ now: string }>('clock')).now),
    advance: async (duration) => {
      await send('advance', { duration: parseDuration(duration) });
    },
    advanceTo: (moment) => done(send('advanceTo', { moment })),
    runUntil: (jobId, status) => send<Job>('runUntil', { job_id: jobId, status }),
    sleep: (duration) => done(send('sleep', { duration })),
  };
}

function remoteWebhooks(send: Send): WorldWebhooks<'remote'> {
  return {
    async deliverTo(target, options = {}) {
      if (typeof target !== 'string' && !(target instanceof URL)) {
        return inProcessOnly('webhooks.deliverTo', 'pass the URL of a server instead of a handler');
      }
      const body = { url: String(target), ...options };
      const made = await send<{ endpoint_id: string; secret: string; url: string }>(
        'deliverTo',
        body,
      );
      return { endpointId: made.endpoint_id, secret: made.secret, url: made.url };
    },
    route: () => inProcessOnly('webhooks.route', 'let the application listen on its own URL'),
    mode: (mode) => done(send('webhookMode', mode)),
    emit: (type, { jobId, submissionId, data } = {}) =>
      done(send('emit', { type, job_id: jobId, submission_id: submissionId, data })),
    redeliver: (eventId) => done(send('redeliver', { event_id: eventId })),
    deliveries: () => send<DeliveryEntry[]>('deliveries'),
  };
}

function remoteWorker(send: Send, described: WorldDescription): WorldWorker<'remote'> {
  const host: PersonHost = {
    baseUrl: described.base_url,
    apiKey: described.api_key,
    fetch: (input, init) => globalThis.fetch(input, init),
    unique: () => `person-${crypto.randomUUID()}`,
    outbox: () => send<SentMail[]>('outbox'),
  };
  return {
    next: (plan) => done(send('nextWork', plan)),
    assertAllUsed: () => done(send('assertAllUsed')),
    script: () => inProcessOnly('worker.script', 'use worker.next, or magic values in metadata'),
    workOn: (jobId) => done(send('workOn', { job_id: jobId })),
    person: async (options = {}) => {
      requirePersonOptions(options);
      const { joinWorld } = await import('../people/people-parts.ts');
      return joinWorld(host, options);
    },
  };
}

function remoteFaults(send: Send): WorldFaults<'remote'> {
  return {
    list: async () => (await send<FaultState[]>('listFaults')).map(readTimes),
    clear: () => done(send('clearFaults')),
    assertAllHit: () => done(send('assertAllHit')),
  };
}

/** JSON has no Infinity; it is sent as null. */
function jsonFault({ times, ...fault }: Fault): object {
  return times === undefined ? fault : { ...fault, times: Number.isFinite(times) ? times : null };
}

function readTimes(state: FaultState): FaultState {
  return { ...state, times: state.times ?? Number.POSITIVE_INFINITY };
}

async function done(sent: Promise<unknown>): Promise<void> {
  await sent;
}

/** Throws for methods that take a function: it cannot be sent to the server. */
function inProcessOnly(what: string, instead: string): never {
  throw new Error(
    `Cannot call ${what}: it works in process only, and this world is behind a server; ${instead}`,
  );
}
