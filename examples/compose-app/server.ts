import { createServer } from 'node:http';
import { FirstHandClient } from '@firsthandapi/sdk';
import { webhookHandler } from '@firsthandapi/webhooks/node';

// The client reads FIRSTHAND_BASE_URL and FIRSTHAND_API_KEY.
const client = new FirstHandClient();
const completed: string[] = [];

const receive = webhookHandler(
  { secret: process.env.FIRSTHAND_WEBHOOK_SECRET ?? '' },
  ({ type, data }) => {
    if (type === 'job.completed') completed.push(data.id);
  },
);

createServer(async (request, response) => {
  if (request.url === '/hooks') return receive(request, response);
  if (request.url === '/order' && request.method === 'POST') {
    const job = await client.createJob({
      type: 'data_collection',
      description: 'A door, from the front.',
      files_needed: 2,
      accepted_formats: ['image/jpeg'],
      price_per_file_cents: 50,
    });
    response.end(job.id);
    return;
  }
  response.end(JSON.stringify(completed));
}).listen(3000, '0.0.0.0', () => console.log('The app listens on port 3000'));
