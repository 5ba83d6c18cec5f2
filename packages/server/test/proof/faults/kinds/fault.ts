import type { Random } from '../../../support/random.ts';
import type { DatabaseName, FaultySystem } from '../system/faulty-system.ts';

/** A fault that can be injected into a running system, and healed. */
export interface Fault {
  readonly name: string;
  readonly databases: readonly DatabaseName[];
  /**
   * The status that `/readyz` must return from one second after the injection: 503 while the store cannot take a
   * write, 200 while it can. Undefined where some requests fail and others succeed.
   */
  readonly readyz?: 200 | 503;
  /** The operating system refuses connections, so requests may remain without a response. */
  readonly refusesConnections?: true;
  /** A process is paused, so requests may wait until the end of the fault. */
  readonly isPaused?: true;
  /** Servers may end, and are restarted. No other fault ends a server. */
  readonly endsServers?: true;
  /** Returns why the fault cannot be injected on this machine, or undefined when it can. */
  needs?(system: FaultySystem): string | undefined;
  /** Injects the fault and returns what ends it. */
  inject(system: FaultySystem, random: Random): Promise<() => Promise<void>>;
  /** Returns what the fault breaks although it should not concern it, one line each. Runs while it lasts. */
  check?(system: FaultySystem): Promise<readonly string[]>;
}
