import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '../delivery/address-guard.ts';

/** Link-local networks hold the metadata services of clouds, which would answer a signed request with more credentials. */
const linkLocal = new BlockList();
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4');
linkLocal.addSubnet('fe80::', 10, 'ipv6');
/** Those of some clouds have another address: AWS and Google over IPv6, Azure, and Alibaba. */
const metadata = new BlockList();
metadata.addAddress('fd00:ec2::254', 'ipv6');
metadata.addAddress('fd20:ce::254', 'ipv6');
metadata.addAddress('168.63.129.16', 'ipv4');
metadata.addAddress('100.100.100.200', 'ipv4');

/**
 * Returns why a service must not be called at an address, or undefined. Unlike the receivers of webhooks, the operator
 * chooses it, so that it may be private; without TLS it has to be.
 */
export function endpointProblem(address: string, isSecure: boolean): string | undefined {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (linkLocal.check(address, family)) return `${address} is a link-local address`;
  if (metadata.check(address, family)) return `${address} is a metadata service`;
  if (!isSecure && isPublicAddress(address)) return `${address} is public: use https`;
  return undefined;
}

/** Resolves the name of an endpoint, and fails when one of its addresses must not be called. */
export function guardedLookup(isSecure: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const problem = addresses
        .map(({ address }) => endpointProblem(address, isSecure))
        .find((one) => one !== undefined);
      const [first] = addresses;
      if (problem !== undefined || first === undefined) {
        return callback(new Error(problem ?? `${hostname} has no address`), '', 0);
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
