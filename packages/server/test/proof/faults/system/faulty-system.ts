import type { TestDatabase } from '../../../../src/testing/databases.ts';
import type { DatabaseProxy } from '../../../support/database-proxy.ts';
import type { ServerProcess } from '../../../support/server-process.ts';
import type { Workload } from '../../crash/clients.ts';
import type { WebhookReceiver } from '../../crash/webhook-receiver.ts';
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
