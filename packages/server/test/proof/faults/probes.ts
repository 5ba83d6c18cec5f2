import type { ServerProcess } from '../../support/server-process.ts';
import type { Fault } from './kinds/fault.ts';

const EVERY_MS = 100;
/** `/readyz` and `/healthz` respond within a second; a busy machine may add another one. */
const LONGEST_MS = 2_000;
/** How soon `/readyz` must report a fault: a second, and another half on a busy machine. */
const NOTICE_MS = 1_500;
/** A busy machine delays the write of one probe; what is wrong is wrong in the next one, too. */
const WRONG_IN_A_ROW = 2;

export interface Probing {
  /** Ends the probes. */
  stop(): Promise<void>;
}

/** Polls whether each server is alive and ready, and compares the response with what the fault allows. */
export function probe(
  servers: readonly ServerProcess[],
  { readyz, refusesConnections }: Pick<Fault, 'readyz' | 'refusesConnections'>,
  onViolation: (violation: string, evidence?: string) => void,
): Probing {
  const start = performance.now();
  const stopped = new AbortController();
  const loops = servers.map(async ({ url, ending }) => {
    let wrong = 0;
    while (!stopped.signal.aborted) {
      const sentAt = performance.now();
      const [{ status: ready, body }, { status: alive }] = await Promise.all([
        ask(url, '/readyz'),
        ask(url, '/healthz'),
      ]);
      const isNoticed = sentAt - start > NOTICE_MS;
      if (stopped.signal.aborted || ending() !== undefined) return;
      if (!refusesConnections) {
        if (ready === undefined) onViolation('/readyz: no response within 1 s');
        if (alive !== 200) onViolation(`/healthz: ${alive ?? 'no response within 1 s'}`);
      }
      const isWrong = ready !== undefined && readyz !== undefined && ready !== readyz;
      wrong = isWrong && isNoticed ? wrong + 1 : 0;
      if (wrong === WRONG_IN_A_ROW) onViolation(`/readyz: ${ready} instead of ${readyz}`, body);
      await pause(EVERY_MS);
    }
  });
  return {
    async stop() {
      stopped.abort();
      await Promise.all(loops);
    },
  };
}

/** Resolves with the response; its status is undefined when none arrives in time. */
export async function ask(
  url: string,
  path: string,
): Promise<{ readonly status: number | undefined; readonly body: string }> {
  try {
    const response = await fetch(url + path, { signal: AbortSignal.timeout(LONGEST_MS) });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: undefined, body: '' };
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
