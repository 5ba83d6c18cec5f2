import { FirstHandClient } from '@firsthandapi/sdk';
import { expect, it } from 'vitest';
import { connectSandbox, magic } from '../index.ts';
import { serveSandbox } from '../serve.ts';

it('does a job in a world behind a server, whose default world it does not touch', async () => {
  await using server = await serveSandbox();
  const sandbox = await connectSandbox(server.url, { token: server.controlToken });
  await using world = await sandbox.world();
  const { apiKey, baseUrl } = world;
  const client = new FirstHandClient({ apiKey, baseUrl });
  const job = await client.createJob({
    type: 'data_collection',
    description: 'A door, from the front.',
    files_needed: 1,
    accepted_formats: ['video/mp4'],
    price_per_file_cents: 50,
    metadata: magic.job.human,
  });
  const ana = await world.worker.person({ email: 'ana@example.com' });
  await ana.accept(job.id);
  const { size_bytes } = await ana.submit(job.id);
  await world.clock.advance('1s');
  expect((await client.getJobFiles(job.id)).data).toMatchObject([{ size_bytes }]);
  expect(await world.outbox()).toMatchObject([{ to: 'ana@example.com' }]);
  expect(await (await server.sandbox.defaultWorld()).outbox()).toEqual([]);
});
