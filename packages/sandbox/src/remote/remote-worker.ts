import { requirePersonOptions } from '../people/person-options.ts';
import type { PersonHost } from '../people/worker-api.ts';
import type { SentMail } from '../world/person.ts';
import type { WorldWorker } from '../world/world-worker.ts';
import type { WorldDescription } from './control-routes.ts';
import { done, inProcessOnly, type Send } from './send-control.ts';

/** Returns the simulated workers of a world behind a server, and the people who join it. */
export function remoteWorker(send: Send, described: WorldDescription): WorldWorker<'remote'> {
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
