import type { Side } from '../report/comparison.ts';
import type { Measured, WireRequest } from './load-client.ts';
import type { ReferenceServer } from './reference-server.ts';
import { ask, createJob, getJob, listJobs } from './requests.ts';

/** One server under one kind of request, and what its turns measured. */
export interface Contender {
  readonly operation: string;
  readonly server: string;
  readonly side: Side;
  readonly url: URL;
  readonly status: number;
  readonly next: () => WireRequest;
  readonly rounds: Measured[];
}

/** A server, and the name of its rows. */
export interface LabelledServer {
  readonly label: string;
  readonly server: ReferenceServer;
}

/** What any server of the document returns. */
export function contendersOfMock(label: string, url: URL): readonly Contender[] {
  const mock = { server: label, side: 'peer', url } as const;
  return basicContenders(mock, 'fh_test_sk_x', 'job_01KM59A1BW2E5CYE53KSBGENQG');
}

/** The same, and what only a server with state can be asked. */
export async function contendersOfReference({
  label,
  server,
}: LabelledServer): Promise<readonly Contender[]> {
  const { id } = await ask(server.url, createJob(server.test));
  const page = listJobs(server.test, await cursorInTheMiddle(server));
  const ours = { server: label, side: 'ours', url: server.url } as const;
  return [
    ...basicContenders(ours, server.test, id),
    {
      ...ours,
      operation: 'createJob that holds credit',
      status: 201,
      next: () => createJob(server.live),
      rounds: [],
    },
    {
      ...ours,
      operation: 'listJobs far from the newest',
      status: 200,
      next: () => page,
      rounds: [],
    },
  ];
}

function basicContenders(
  server: Pick<Contender, 'server' | 'side' | 'url'>,
  key: string,
  id: string,
): Contender[] {
  const [job, jobs] = [getJob(key, id), listJobs(key)];
  return [
    { ...server, operation: 'createJob', status: 201, next: () => createJob(key), rounds: [] },
    { ...server, operation: 'getJob', status: 200, next: () => job, rounds: [] },
    { ...server, operation: 'listJobs', status: 200, next: () => jobs, rounds: [] },
  ];
}

/** A page deep in the list, as a client that reads all of it requests it. */
async function cursorInTheMiddle({ url, test }: ReferenceServer): Promise<string> {
  let cursor: string | undefined;
  for (let page = 0; page < 5; page += 1) {
    const request = listJobs(test, cursor);
    const path = `${request.path}${cursor === undefined ? '?' : '&'}limit=100`;
    ({ next_cursor: cursor } = await ask(url, { ...request, path }));
  }
  return cursor ?? '';
}
