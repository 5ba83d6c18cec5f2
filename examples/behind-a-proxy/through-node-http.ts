import { FirstHandClient } from '@firsthandapi/sdk';
import { nodeHttpFetch } from '@firsthandapi/sdk/node-http';

// The fast transport follows the same variables.
const transport = nodeHttpFetch();
const client = new FirstHandClient({ fetch: transport });
console.log(`${(await client.listJobs()).data.length} jobs`);
transport.close();
