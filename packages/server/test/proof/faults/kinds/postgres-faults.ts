import pg from 'pg';
import type { FaultySystem } from '../system/faulty-system.ts';
import type { PostgresCluster } from '../system/postgres-cluster.ts';
import type { Fault } from './fault.ts';

const databases = ['PostgreSQL'] as const;
const TERMINATE_EVERY_MS = 250;
/** Tables that requests write to, and how they are locked out. */
const LOCKED_TABLES = ['rate_windows', 'jobs', 'tasks', 'idempotency'] as const;

export const postgresFaults: readonly Fault[] = [
  {
    name: 'connections terminated',
    databases,
    async inject(system) {
      const cluster = clusterOf(system);
      const timer = setInterval(
        () => void cluster.terminateBackends().catch(() => {}),
        TERMINATE_EVERY_MS,
      );
      await cluster.terminateBackends();
      return async () => clearInterval(timer);
    },
  },
  {
    name: 'database frozen',
    databases,
    readyz: 503,
    async inject(system) {
      clusterOf(system).signal('SIGSTOP');
      return async () => clusterOf(system).signal('SIGCONT');
    },
  },
  {
    name: 'database restarted',
    databases,
    async inject(system, random) {
      clusterOf(system).restart(random.next() < 0.5 ? 'fast' : 'immediate');
      return async () => {};
    },
  },
  {
    name: 'table locked',
    databases,
    async inject(system, random) {
      const connection = await connect(clusterOf(system));
      const table = random.pick(LOCKED_TABLES);
      await connection.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      return () => connection.end();
    },
  },
  {
    name: 'database read-only',
    databases,
    readyz: 503,
    async inject(system) {
      const { own } = clusterOf(system);
      await alterSystem(own, 'SET default_transaction_read_only = on');
      return () => alterSystem(own, 'RESET default_transaction_read_only');
    },
  },
  {
    name: 'no free connection slots',
    databases,
    async inject(system) {
      const cluster = clusterOf(system);
      const taken: pg.Client[] = [];
      await cluster.terminateBackends();
      for (let isFree = true; isFree; ) {
        isFree = await connect(cluster).then(
          (connection) => taken.push(connection) > 0,
          () => false,
        );
      }
      return async () => {
        await Promise.all(taken.map((connection) => connection.end()));
      };
    },
  },
  {
    name: 'statements time out',
    databases,
    async inject(system) {
      const cluster = clusterOf(system);
      await cluster.own.query("ALTER DATABASE proof SET statement_timeout = '1ms'");
      await cluster.terminateBackends();
      return async () => {
        await cluster.own.query('ALTER DATABASE proof RESET statement_timeout');
        await cluster.terminateBackends();
      };
    },
  },
];

function clusterOf({ cluster }: FaultySystem): PostgresCluster {
  if (cluster === undefined) throw new Error('There is no PostgreSQL to break');
  return cluster;
}

async function connect({ url }: PostgresCluster): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'fault-proof' });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function alterSystem(own: pg.Pool, change: string): Promise<void> {
  await own.query(`ALTER SYSTEM ${change}`);
  await own.query('SELECT pg_reload_conf()');
}
