// Resolves the names of services to the address of this machine, as the network of Docker Compose does for containers.
import dns, { type LookupAddress } from 'node:dns';

const { SERVICE_ADDRESS = '', SERVICE_NAMES = '' } = process.env;
const names = SERVICE_NAMES.split(',');
const lookup = dns.lookup as (...parameters: unknown[]) => void;

dns.lookup = ((name: string, ...others: unknown[]) => {
  if (!names.includes(name)) return lookup(name, ...others);
  const callback = others.at(-1) as (
    error: null,
    found: string | LookupAddress[],
    family?: number,
  ) => void;
  const isAll = (others[0] as { all?: boolean }).all === true;
  if (isAll) callback(null, [{ address: SERVICE_ADDRESS, family: 4 }]);
  else callback(null, SERVICE_ADDRESS, 4);
}) as typeof dns.lookup;
