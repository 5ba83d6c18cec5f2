import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { FaultySystem } from '../system/faulty-system.ts';
import type { Fault } from './fault.ts';

/** More than the leak check allows, so that one schedule is enough to find a leak. */
const EACH = 30;
/** Each connection is reset at some moment within this time. */
const RESET_MS = [0, 60] as const;

/** Faults of the clients, after which a server has to close what it opened for them. */
export const clientFaults: readonly Fault[] = [
  {
    name: 'clients vanish',
    databases: ['SQLite', 'PostgreSQL'],
    readyz: 200,
    async inject(system, random) {
      const { url } = random.pick(system.servers) ?? { url: '' };
      const requests = requestsOf(await downloadPath(system), await waitPath(system), system);
      for (let count = 0; count < EACH; count += 1) {
        const resets = requests.map((request) =>
          sendAndReset(url, request, random.between(...RESET_MS)),
        );
        await Promise.all(resets);
      }
      return async () => {};
    },
  },
];

/** A download, a long poll, and a body of which half is sent. */
function requestsOf(download: string, wait: string, { workload }: FaultySystem): readonly string[] {
  const head = (method: string, path: string, lines: readonly string[]) =>
    `${[`${method} ${path} HTTP/1.1`, 'Host: proof', `Authorization: Bearer ${workload.keys.live}`, ...lines].join('\r\n')}\r\n\r\n`;
  return [
    head('GET', download, []),
    head('GET', wait, ['Prefer: wait=30']),
    `${head('POST', '/v1/jobs', [`Idempotency-Key: ${randomUUID()}`, 'Content-Type: application/json', 'Content-Length: 200'])}{"type":`,
  ];
}

const downloads = new WeakMap<FaultySystem, string>();

/** The link of an export that was made for this. */
async function downloadPath(system: FaultySystem): Promise<string> {
  const known = downloads.get(system);
  if (known !== undefined) return known;
  const { workload } = system;
  const { live: key } = workload.keys;
  const url = workload.urls()[0] ?? '';
  const created = await workload.call(url, 'POST', '/v1/privacy/exports', {
    key,
    body: {},
    idempotencyKey: randomUUID(),
  });
  for (let link = ''; ; ) {
    const { body } = await workload.call(url, 'GET', `/v1/privacy/exports/${created.body.id}`, {
      key,
    });
    link = body?.download_url ?? '';
    if (link !== '') {
      const { pathname, search } = new URL(link);
      downloads.set(system, pathname + search);
      return pathname + search;
    }
    await pause(50);
  }
}

/** A job that nobody picks up, whose status does not change. */
async function waitPath({ workload }: FaultySystem): Promise<string> {
  const [id] = [...workload.history.jobs].find(([, { key }]) => key === workload.keys.live) ?? [];
  return id === undefined ? '/v1/jobs' : `/v1/jobs/${id}`;
}

async function sendAndReset(url: string, request: string, afterMs: number): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(request);
  await pause(afterMs);
  socket.resetAndDestroy();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
