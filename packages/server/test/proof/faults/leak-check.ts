import { readdirSync, readlinkSync } from 'node:fs';
import type { ServerProcess } from '../../support/server-process.ts';

/** What a process has open, by kind. */
export interface OpenDescriptors {
  readonly files: number;
  readonly sockets: number;
}

/**
 * How many more than at the first check a server may have open, which differs with the work that tasks do at the time. A
 * leak adds some with each schedule, or many with one.
 */
const ALLOWANCE: OpenDescriptors = { files: 8, sockets: 60 };
/** Idle connections of clients, and what the last requests use, are closed within this time. */
const LONGEST_MS = 8_000;
const EVERY_MS = 100;

/** Checks that servers close what they open, whatever fails in between. */
export class LeakCheck {
  readonly #first = new WeakMap<ServerProcess, OpenDescriptors>();

  /** Returns what the servers have not closed, one line each. */
  async check(servers: readonly ServerProcess[]): Promise<readonly string[]> {
    const leaks = await Promise.all(servers.map((server) => this.#leaksOf(server)));
    return leaks.flat();
  }

  async #leaksOf(server: ServerProcess): Promise<readonly string[]> {
    const first = this.#first.get(server) ?? openDescriptors(server.pid);
    this.#first.set(server, first);
    const deadline = performance.now() + LONGEST_MS;
    for (;;) {
      const now = openDescriptors(server.pid);
      const leaks = (['files', 'sockets'] as const)
        .filter((kind) => now[kind] > first[kind] + ALLOWANCE[kind])
        .map((kind) => `${now[kind]} open ${kind}, after ${first[kind]} at first`);
      if (leaks.length === 0 || performance.now() > deadline) return leaks;
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }
}

export function openDescriptors(pid: number): OpenDescriptors {
  const folder = `/proc/${pid}/fd`;
  const targets = readdirSync(folder).map((name) => targetOf(`${folder}/${name}`));
  return {
    files: targets.filter((target) => target.startsWith('/')).length,
    sockets: targets.filter((target) => target.startsWith('socket:')).length,
  };
}

/** A descriptor may be closed in between. */
function targetOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
