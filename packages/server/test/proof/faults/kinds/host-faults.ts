import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { JOB } from '../../../support/test-server.ts';
import type { Workload } from '../../crash/clients.ts';
import type { Fault } from './fault.ts';

const everywhere = ['SQLite', 'PostgreSQL'] as const;
/** Fewer than a server has open, so that it can open no more. */
const FEW_DESCRIPTORS = 24;
const JUMPS = ['-2h', '+5h', '+800d', '-400d'] as const;
/** A delivery that is not held up takes no longer, even on a busy machine. */
const DELIVERY_MS = 5_000;

/** Faults of the machine that a server runs on. */
export const hostFaults: readonly Fault[] = [
  {
    name: 'none',
    databases: everywhere,
    readyz: 200,
    inject: async () => async () => {},
  },
  {
    name: 'database held by another process',
    databases: ['SQLite'],
    readyz: 503,
    async inject({ database: { location } }) {
      if (location.kind !== 'sqlite') throw new Error('Only SQLite has one writer');
      const connection = new DatabaseSync(location.path);
      connection.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
      return async () => connection.close();
    },
  },
  {
    name: 'data folder gone',
    databases: everywhere,
    readyz: 503,
    async inject({ dataFolder }) {
      renameSync(dataFolder, `${dataFolder}-away`);
      return async () => renameSync(`${dataFolder}-away`, dataFolder);
    },
  },
  {
    name: 'keyring gone',
    databases: everywhere,
    readyz: 503,
    async inject({ dataFolder }) {
      const path = join(dataFolder, 'keyring.json');
      renameSync(path, `${path}.away`);
      return async () => renameSync(`${path}.away`, path);
    },
  },
  {
    name: 'disk full',
    databases: everywhere,
    readyz: 503,
    needs: ({ disk }) => (disk === undefined ? 'permission to mount a tmpfs' : undefined),
    async inject({ disk, cluster }) {
      disk?.fill();
      return async () => {
        disk?.empty();
        cluster?.revive();
      };
    },
  },
  {
    name: 'log reader closed',
    databases: everywhere,
    readyz: 200,
    async inject({ servers }, random) {
      random.pick(servers)?.closeLog();
      return async () => {};
    },
  },
  {
    name: 'no file descriptors',
    databases: everywhere,
    refusesConnections: true,
    async inject({ servers }, random) {
      const pid = String(random.pick(servers)?.pid);
      const limit = (soft: string) => execFileSync('prlimit', ['--pid', pid, `--nofile=${soft}:`]);
      limit(String(FEW_DESCRIPTORS));
      return async () => void limit('4096');
    },
  },
  {
    name: 'name server silent',
    databases: everywhere,
    readyz: 200,
    needs: ({ nameServer }) =>
      nameServer === undefined ? 'permission for a mount namespace and port 53' : undefined,
    async inject({ nameServer, workload, namedKey }) {
      if (nameServer === undefined) throw new Error('There is no name server to silence');
      nameServer.isSilent = true;
      await cancelNewJob(workload, namedKey);
      return async () => {
        nameServer.isSilent = false;
      };
    },
    async check({ workload, receiver }) {
      const jobId = await cancelNewJob(workload, workload.keys.test);
      const deadline = performance.now() + DELIVERY_MS;
      while (performance.now() < deadline) {
        const eventId = await cancellationOf(workload, jobId);
        if (eventId !== undefined && receiver.arrivals.has(eventId)) return [];
        await pause(100);
      }
      return ['an event of another organization is not delivered within 5 s'];
    },
  },
  {
    name: 'clock jumps',
    databases: everywhere,
    readyz: 200,
    needs: ({ clockFile }) => (clockFile === undefined ? 'libfaketime' : undefined),
    async inject({ clockFile }, random) {
      writeFileSync(clockFile ?? '', random.pick(JUMPS) ?? '');
      return async () => writeFileSync(clockFile ?? '', '+0');
    },
  },
];

/** Creates a job and cancels it, which is an event. */
async function cancelNewJob({ call, history, urls }: Workload, key: string): Promise<string> {
  const url = urls()[0] ?? '';
  const { text, status, body } = await call(url, 'POST', '/v1/jobs', {
    key,
    body: { ...JOB, metadata: { fh_scenario: 'never_picked_up' } },
    idempotencyKey: randomUUID(),
  });
  if (status !== 201) throw new Error(`No job can be created: ${text}`);
  history.jobs.set(body.id, { key, willBeDone: false });
  await call(url, 'POST', `/v1/jobs/${body.id}/cancel`, { key, idempotencyKey: randomUUID() });
  return body.id;
}

/** Returns the id of the event that a job was cancelled, or undefined while it is unknown. */
async function cancellationOf(workload: Workload, jobId: string): Promise<string | undefined> {
  const path = '/v1/webhook_events?limit=100';
  const { body } = await workload.call(workload.urls()[0] ?? '', 'GET', path, {
    key: workload.keys.test,
  });
  const events: readonly { readonly id: string }[] = body.data;
  return events.find((event) => JSON.stringify(event).includes(jobId))?.id;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
