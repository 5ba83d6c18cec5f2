import type { ApiKey, CreditBalance, File, Job } from '@firsthandapi/engine/host';
import { parseDuration } from '../values/duration.ts';
import type { Fault, FaultState } from '../world/fault.ts';
import type { LogEntry } from '../world/log-entry.ts';
import type { SentMail } from '../world/person.ts';
import type { World, WorldFaults } from '../world/world.ts';
import type { WorldClock } from '../world/world-clock.ts';
import type { WorldSnapshot } from '../world/world-snapshot.ts';
import type { ControlClient } from './control-client.ts';
import type { WorldDescription } from './control-routes.ts';
import { remoteWebhooks } from './remote-webhooks.ts';
import { remoteWorker } from './remote-worker.ts';
import { done, inProcessOnly, type Send } from './send-control.ts';

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
