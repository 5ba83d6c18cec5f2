// Answers every request with the same job, about 600 bytes of JSON, in a process of its own, so that
// the client's process does the client's work alone.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const job = JSON.stringify({
  object: 'job',
  id: 'job_01HV8Z3K2M4N5P6Q7R8S9T0VWX',
  environment: 'test',
  status: 'open',
  type: 'data_collection',
  description: 'A storefront by day, its sign readable, the whole front in the picture.'.repeat(2),
  files_needed: 10,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
  files_approved: 0,
  files_pending: 0,
  total_cost_cents: 0,
  rating: null,
  created_at: '2026-03-18T00:00:00Z',
  updated_at: '2026-03-18T00:00:00Z',
  completed_at: null,
  cancelled_at: null,
  metadata: { project: 'storefronts' },
});

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(job),
      'x-request-id': 'req_01HV8Z3K2M4N5P6Q7R8S9T0VWX',
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '99',
      'x-ratelimit-reset': '1800000000',
    });
    response.end(job);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
