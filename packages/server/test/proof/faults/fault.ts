import type { TestDatabase } from '../../../src/testing/databases.ts';
import type { DatabaseProxy } from '../../support/database-proxy.ts';
import type { Random } from '../../support/random.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import type { Workload } from '../crash/clients.ts';
import type { WebhookReceiver } from '../crash/webhook-receiver.ts';
import type { SilentNameServer } from './name-server.ts';
import type { PostgresCluster } from './postgres-cluster.ts';
import type { SmallDisk } from './small-disk.ts';

export type DatabaseName = 'SQLite' | 'PostgreSQL';

/** What a fault can reach: the servers, and everything that they depend on. */
export interface FaultySystem {
  readonly servers: readonly ServerProcess[];
  readonly database: TestDatabase;
  /** Undefined on SQLite. */
  readonly cluster: PostgresCluster | undefined;
  /** Between the servers and PostgreSQL; undefined on SQLite. */
  readonly proxy: DatabaseProxy | undefined;
  /** DATA_DIR of the servers. */
  readonly dataFolder: string;
  /** Holds DATA_DIR and, on PostgreSQL, the cluster. Undefined where no file system can be mounted. */
  readonly disk: SmallDisk | undefined;
  /** Undefined where no mount namespace can be made. */
  readonly nameServer: SilentNameServer | undefined;
  /** File whose content libfaketime applies to the servers' clocks; undefined without libfaketime. */
  readonly clockFile: string | undefined;
  /** Key of a second organization, whose webhook endpoints have names that only the name server knows. */
  readonly namedKey: string;
  readonly workload: Workload;
  readonly receiver: WebhookReceiver;
}

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
