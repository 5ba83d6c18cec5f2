import { type EngineSettings, type Ports, untilDeadline, type Work } from '@firsthandapi/engine';
import { RequestTime } from './request-time.ts';

/** Runs domain code in one transaction. */
export type Transact = <T>(action: (work: Work) => Promise<T>) => Promise<T>;

/**
 * Runs the transactions of the host's own routes, such as pages and what a payment provider reports, each within the time
 * limit of a request to the API (contract §2). Rejects with an `UnavailableError` when it is over.
 *
 * @param limitMs In milliseconds.
 */
export function transactInTime(ports: Ports, settings: EngineSettings, limitMs: number): Transact {
  return async (action) => {
    const deadline = new RequestTime(limitMs);
    const store = ports.store.within?.(deadline) ?? ports.store;
    const work = store.transact((tables) =>
      action({ ports, settings, tables, now: ports.clock.now() }),
    );
    return untilDeadline({ deadline }, work).finally(() => deadline.suspend());
  };
}
