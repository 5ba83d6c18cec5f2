import type { HostCommands } from './protocol.ts';

const DAY_MS = 86_400_000;
/** A longer span is crossed in strides: the daily sweeps of a year would take minutes on a busy database. */
const LONGEST_STEPPED_MS = 60 * DAY_MS;
const STRIDE_MS = 30 * DAY_MS;

/** What moves the clock of a host, and runs its tasks. */
export type Clockwork = Pick<HostCommands, 'now' | 'setClock' | 'nextDue' | 'runNext'>;

/**
 * Advances from due time to due time, as hosts do; over a long span from stride to stride, as hosts do that were stopped
 * for so long. The hosts take turns at the due tasks.
 */
export async function advance(hosts: readonly Clockwork[], span: number): Promise<void> {
  let now = (await hosts[0]?.now()) ?? 0;
  const target = now + span;
  const stride = span > LONGEST_STEPPED_MS ? STRIDE_MS : 0;
  const setClocks = async (instant: number) => {
    for (const host of hosts) await host.setClock(instant);
    now = instant;
  };
  for (;;) {
    const dues = await Promise.all(hosts.map((host) => host.nextDue()));
    const due = Math.min(...dues.map((instant) => instant ?? Number.POSITIVE_INFINITY));
    if (due > target) break;
    await setClocks(Math.min(Math.max(due, now + stride), target));
    await runDue(hosts);
  }
  await setClocks(target);
}

async function runDue(hosts: readonly Clockwork[]): Promise<void> {
  for (let isBusy = true; isBusy; ) {
    isBusy = false;
    for (const host of hosts) isBusy = (await host.runNext()) || isBusy;
  }
}
