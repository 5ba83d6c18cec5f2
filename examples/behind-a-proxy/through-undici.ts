import { FirstHandClient } from '@firsthandapi/sdk';
import { undiciFetch } from '@firsthandapi/sdk/undici';
import { ProxyAgent } from 'undici';

// A proxy that the program chooses itself, with a password.
const dispatcher = new ProxyAgent(process.env.PROXY_URL ?? 'http://user:password@127.0.0.1:3128');
const client = new FirstHandClient({ fetch: undiciFetch({ dispatcher }) });
console.log(`${(await client.listJobs()).data.length} jobs`);
await dispatcher.close();
