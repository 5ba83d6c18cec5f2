import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 networks that webhooks must not reach: private, loopback, link-local, metadata and special-purpose. */
const REFUSED_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Looks public, but is the platform agent of every Azure virtual machine.
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Special-purpose ranges in global unicast: protocol assignments, documentation, and 6to4, which embeds IPv4. */
const REFUSED_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const;

const refused = new BlockList();
for (const [network, bits] of REFUSED_IPV4) refused.addSubnet(network, bits, 'ipv4');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const refusedIpv6 = new BlockList();
for (const [network, bits] of REFUSED_IPV6) refusedIpv6.addSubnet(network, bits, 'ipv6');

/** Whether a host name means this machine without being resolved (RFC 6761). */
export function isLocalName(hostname: string): boolean {
  return /(^|\.)localhost\.?$/i.test(hostname);
}

/**
 * Whether an address is on the public internet. IPv6 must be global unicast, which excludes loopback, unique local
 * and link-local addresses and every form that embeds an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refused.check(address, 'ipv4');
  if (!isIPv6(address)) return false;
  // Only link-local addresses have a zone (`fe80::1%eth0`).
  if (address.includes('%')) return false;
  return globalUnicast.check(address, 'ipv6') && !refusedIpv6.check(address, 'ipv6');
}
