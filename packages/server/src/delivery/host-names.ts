import { lookup } from 'node:dns/promises';
import { ClearingCache } from '@firsthandapi/engine';
import { isLocalName } from './address-guard.ts';
import { HostsFile } from './hosts-file.ts';
import { LookupTurns } from './lookup-turns.ts';
import { type FoundAddresses, NameLookup } from './name-lookup.ts';
import type { ResolvedAddress } from './resolved-address.ts';

export interface HostNamesOptions {
  /** Name servers. Default: those of the system. */
  readonly servers?: readonly string[] | undefined;
  /** Let the system resolve names that the name servers do not know, such as those of a local network. Default false. */
  readonly askSystem?: boolean | undefined;
  /** Default: the system's. */
  readonly hostsFile?: string | undefined;
}

const MOST_CACHED = 1_000;
const LONGEST_CACHED_SECONDS = 60;
/** After this many failures in a row a name is left alone, for a time that doubles. */
const FAILURES_BEFORE_PAUSE = 2;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

interface KnownName {
  readonly addresses: readonly ResolvedAddress[];
  readonly until: number;
}

interface Trouble {
  readonly failures: number;
  readonly pausedUntil: number;
}

const LOOPBACK: readonly ResolvedAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * Resolves the host names of webhook URLs, which customers choose: a name whose name server is silent delays only the
 * organization that uses it.
 */
export class HostNames {
  readonly #lookup: NameLookup;
  readonly #hosts: HostsFile;
  readonly #askSystem: boolean;
  readonly #known = new ClearingCache<string, KnownName>(MOST_CACHED);
  readonly #trouble = new ClearingCache<string, Trouble>(MOST_CACHED);
  readonly #turns = new LookupTurns();

  constructor({ servers, askSystem = false, hostsFile }: HostNamesOptions = {}) {
    this.#lookup = new NameLookup(servers);
    this.#hosts = new HostsFile(hostsFile);
    this.#askSystem = askSystem;
  }

  /** Returns all addresses of a name, IPv4 first. Rejects when it has none, and while it is left alone. */
  async resolve(hostname: string, organizationId: string): Promise<readonly ResolvedAddress[]> {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    const fixed = await this.#hosts.addressesOf(name);
    if (fixed !== undefined) return fixed;
    if (isLocalName(name)) return LOOPBACK;
    const known = this.#cached(name);
    return (
      known ?? this.#turns.take(organizationId, async () => this.#cached(name) ?? this.#query(name))
    );
  }

  close(): void {
    this.#lookup.close();
  }

  #cached(name: string): readonly ResolvedAddress[] | undefined {
    const known = this.#known.get(name);
    return known !== undefined && performance.now() < known.until ? known.addresses : undefined;
  }

  async #query(name: string): Promise<readonly ResolvedAddress[]> {
    const trouble = this.#trouble.get(name);
    if (trouble !== undefined && performance.now() < trouble.pausedUntil) {
      throw new Error(`${name} could not be resolved, and is not looked up again yet`);
    }
    try {
      const { addresses, ttlSeconds } = await this.#find(name);
      const until = performance.now() + Math.min(ttlSeconds, LONGEST_CACHED_SECONDS) * 1_000;
      this.#known.set(name, { addresses, until });
      this.#trouble.delete(name);
      return addresses;
    } catch (error) {
      this.#noteFailure(name, trouble?.failures ?? 0);
      throw error;
    }
  }

  async #find(name: string): Promise<FoundAddresses> {
    try {
      return await this.#lookup.find(name);
    } catch (error) {
      if (!this.#askSystem) throw error;
      return { addresses: await lookup(name, { all: true }), ttlSeconds: 1 };
    }
  }

  #noteFailure(name: string, before: number): void {
    const failures = before + 1;
    const pauses = failures - FAILURES_BEFORE_PAUSE;
    const pauseMs = pauses < 0 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** pauses);
    this.#trouble.set(name, { failures, pausedUntil: performance.now() + pauseMs });
  }
}
