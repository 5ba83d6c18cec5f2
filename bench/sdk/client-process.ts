// One client in a process of its own, as an application has one: what the calls of others have
// taught the compiler about shared code would be counted for or against it otherwise.
import { contenders } from './contenders.ts';

const WARM_UP = 3000;

const [name = '', origin = '', method] = process.argv.slice(2);
const create = contenders[name];
if (!create || (method !== 'get' && method !== 'post')) throw new Error(`no client ${name}`);
const call = (await create(origin))[method];

/** Microseconds of CPU, user and system, for one call. */
async function measure(calls: number): Promise<number> {
  const before = process.cpuUsage();
  for (let made = 0; made < calls; made++) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

await measure(WARM_UP);
process.on('message', async (calls: number) => process.send?.(await measure(calls)));
process.send?.('ready');
