const LONGEST_ADDRESS = 45;
const MAPPED_IPV4 = '::ffff:';
/** An IPv6 customer gets at least a /64, and with it more addresses than any limit could count. */
const NETWORK_GROUPS = 4;

/**
 * Returns what stands for a client in limits: its IPv4 address, or the /64 network of its IPv6 address. An IPv4 address
 * mapped into IPv6 counts as the IPv4 address. Text that is no address is returned as it is, cut to a bounded length.
 *
 * @example
 * clientNetwork('2001:db8:0:1:aaaa::1'); // '2001:db8:0:1::/64'
 */
export function clientNetwork(address: string): string {
  const text = address.slice(0, LONGEST_ADDRESS).toLowerCase();
  if (!text.includes(':')) return text;
  const [unzoned = ''] = text.split('%');
  if (unzoned.startsWith(MAPPED_IPV4) && unzoned.includes('.')) {
    return unzoned.slice(MAPPED_IPV4.length);
  }
  const groups = expand(unzoned).slice(0, NETWORK_GROUPS).map(withoutZeros);
  return `${groups.join(':')}::/64`;
}

/** Fills in the groups that `::` stands for. */
function expand(address: string): readonly string[] {
  const [before = '', after] = address.split('::');
  const first = before === '' ? [] : before.split(':');
  if (after === undefined) return first;
  const last = after === '' ? [] : after.split(':');
  const missing = Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array<string>(missing).fill('0'), ...last];
}

function withoutZeros(group: string): string {
  return group.replace(/^0+(?=.)/, '');
}
