import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { ResolvedAddress } from './resolved-address.ts';

const PATH =
  process.platform === 'win32'
    ? join(process.env.SYSTEMROOT ?? 'C:\\Windows', 'System32/drivers/etc/hosts')
    : '/etc/hosts';
/** Containers and administrators change it rarely, and expect no restart. */
const FRESH_MS = 5_000;

/** The names that this machine's hosts file gives addresses to. */
export class HostsFile {
  readonly #path: string;
  #names: Promise<ReadonlyMap<string, readonly ResolvedAddress[]>> | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  /** @param path Default: the system's. */
  constructor(path = PATH) {
    this.#path = path;
  }

  /** Returns the addresses of a name, or undefined when it is not in the file. */
  async addressesOf(hostname: string): Promise<readonly ResolvedAddress[] | undefined> {
    if (this.#names === undefined || performance.now() > this.#readAt + FRESH_MS) {
      this.#readAt = performance.now();
      this.#names = readFile(this.#path, 'utf8').then(parse, () => new Map());
    }
    return (await this.#names).get(hostname);
  }
}

function parse(text: string): ReadonlyMap<string, readonly ResolvedAddress[]> {
  const names = new Map<string, ResolvedAddress[]>();
  for (const line of text.split('\n')) {
    const [entry = ''] = line.split('#');
    const [address = '', ...hosts] = entry.trim().split(/\s+/);
    const family = isIP(address);
    if (family === 0) continue;
    for (const host of hosts) {
      const name = host.toLowerCase();
      names.set(name, [...(names.get(name) ?? []), { address, family }]);
    }
  }
  return names;
}
