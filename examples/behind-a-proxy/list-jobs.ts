import { FirstHandClient } from '@firsthandapi/sdk';

// Nothing here knows of a proxy. Node sends its requests through that of the environment when it is told so:
// NODE_USE_ENV_PROXY=1 HTTPS_PROXY=http://proxy.example:3128 node list-jobs.ts
const client = new FirstHandClient();
console.log(`${(await client.listJobs()).data.length} jobs`);
