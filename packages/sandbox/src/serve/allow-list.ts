import { BlockList, isIP } from 'node:net';

/**
 * Returns what decides whether a request may come from an address, or under a host name.
 *
 * @throws TypeError when an entry is invalid.
 */
export function createAllowList(
  entries: readonly string[],
): (address: string, host: string) => boolean {
  const addresses = new BlockList();
  const hosts = new Set<string>();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) hosts.add(requireHost(entry));
    else if (bits === undefined) addresses.addAddress(address, family);
    else addresses.addSubnet(address, requireBits(bits, family, entry), family);
  }
  return (address, host) => {
    if (hosts.has('*') || hosts.has(host.replace(/:\d+$/, '').toLowerCase())) return true;
    const plain = address.replace(/^::ffff:/, '');
    return isIP(plain) > 0 && addresses.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
  };
}

function requireHost(entry: string): string {
  if (entry === '*' || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(entry)) {
    return entry.toLowerCase();
  }
  throw new TypeError(
    `Invalid allowControlFrom: ${JSON.stringify(entry)}; pass host names, addresses or ranges such as '172.16.0.0/12', or '*'`,
  );
}

function requireBits(bits: string, family: 'ipv4' | 'ipv6', entry: string): number {
  if (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 'ipv6' ? 128 : 32)) return Number(bits);
  throw new TypeError(
    `Invalid allowControlFrom: ${JSON.stringify(entry)}; pass a range such as '172.16.0.0/12'`,
  );
}
