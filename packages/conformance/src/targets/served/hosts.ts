import { lastCode } from '../../world/last-code.ts';
import { advance, type Clockwork } from './advance.ts';
import type { HostProcess } from './host-process.ts';

/** Sends the request to a process other than the one in its URL. */
export async function sendTo(url: string, publicUrl: string, request: Request): Promise<Response> {
  if (url === publicUrl) return globalThis.fetch(request);
  const { method, headers, signal } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  const path = request.url.slice(publicUrl.length);
  return globalThis.fetch(url + path, { method, headers, signal, body });
}

/** Returns the last code that was mailed: each process keeps the mails that it has sent, and one of them sends what is due. */
export async function codeOf(hosts: readonly HostProcess[], email: string): Promise<string> {
  await advanceHosts(hosts, 0);
  const mails = await Promise.all(hosts.map((host) => host.execute('mails')));
  return lastCode(mails.flat(), email);
}

/** Advances the clocks of all processes: one process crosses the span by itself; several take turns, from step to step. */
export function advanceHosts(hosts: readonly HostProcess[], milliseconds: number): Promise<void> {
  const [first, ...others] = hosts;
  if (first !== undefined && others.length === 0) return first.execute('advance', milliseconds);
  return advance(hosts.map(clockworkOf), milliseconds);
}

function clockworkOf(host: HostProcess): Clockwork {
  return {
    now: () => host.execute('now'),
    setClock: (instant) => host.execute('setClock', instant),
    nextDue: () => host.execute('nextDue'),
    runNext: () => host.execute('runNext'),
  };
}
