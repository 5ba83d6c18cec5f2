import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signTestWebhook } from '@firsthandapi/webhooks';
import { readProgress } from './read-progress.ts';
import { type StartedApp, startApp } from './started-app.ts';
import { submitForm } from './submit-form.ts';

const ORDER = { description: 'A coffee cup on a table, seen from above.', files_needed: '2' };

let app: StartedApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

test('creates a job, streams its progress and shows its photos', async () => {
  const { url, world } = app;
  const created = await submitForm(url, ORDER);
  assert.equal(created.status, 303);
  const path = created.headers.get('location') ?? '';
  assert.match(path, /^\/jobs\/job_\w{26}$/);

  const statuses: string[] = [];
  for await (const { status } of readProgress(`${url}${path}/progress`)) {
    statuses.push(status);
    const next = ({ open: 'filled', filled: 'in_progress', in_progress: 'completed' } as const)[
      status as string
    ];
    if (next !== undefined) await world.clock.runUntil(path.slice('/jobs/'.length), next);
  }
  assert.deepEqual(statuses, ['open', 'filled', 'in_progress', 'completed']);

  const page = await textOf(url + path);
  const images = [...page.matchAll(/<img [^>]*\bsrc="([^"]+)"/g)].map(([, source = '']) => source);
  assert.equal(images.length, 2);
  for (const source of images) {
    const image = await fetch(source.replaceAll('&amp;', '&'));
    assert.equal(image.status, 200);
    assert.match(image.headers.get('content-type') ?? '', /^image\//);
  }
});

test('caches the list of jobs until a webhook reports a change', async () => {
  const { url, world } = app;
  const created = await submitForm(url, { ...ORDER, description: 'A street sign, readable.' });
  const id = (created.headers.get('location') ?? '').slice('/jobs/'.length);
  assert.equal(statusInList(await textOf(url), id), 'open');

  const requests = () =>
    world.log().filter((entry) => 'route' in entry && entry.route === 'GET /v1/jobs');
  const before = requests().length;
  await textOf(url);
  assert.equal(requests().length, before);

  await world.clock.runUntil(id, 'completed');
  assert.equal(statusInList(await textOf(url), id), 'completed');
  assert.ok(world.webhooks.deliveries().length > 0);
  assert.ok(world.webhooks.deliveries().every(({ status }) => status === 200));
});

test('shows that an unknown job could not be found', async () => {
  assert.match(
    await textOf(`${app.url}/jobs/job_01ARZ3NDEKTSV4RRFFQ69G5FAV`),
    /could not be found/,
  );
});

test('refuses a forged delivery', async () => {
  const forged = signTestWebhook({
    event: { id: 'evt_1', type: 'job.completed' },
    secret: 'whsec_another',
  });
  const response = await fetch(forged.toRequest(`${app.url}/webhooks/firsthand`));
  assert.equal(response.status, 400);
  assert.equal(((await response.json()) as { error: { code: string } }).error.code, 'no_match');
});

async function textOf(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** Returns the status of a job in the list. */
function statusInList(page: string, id: string): string | undefined {
  return new RegExp(`href="/jobs/${id}".*?<em>(\\w+)</em>`).exec(page)?.[1];
}
