import { Hono } from 'hono';

/** The least that a stand-in for the API can do, written by hand: a Map behind two routes. It checks nothing. */
export function createStoreApp(): Hono {
  const app = new Hono();
  const jobs = new Map<string, object>();
  app.get('/v1/jobs/:id', (context) => {
    const job = jobs.get(context.req.param('id'));
    return job === undefined ? context.json({ error: 'not found' }, 404) : context.json(job);
  });
  app.post('/v1/jobs', async (context) => {
    const job = {
      object: 'job',
      id: `job_${jobs.size + 1}`,
      status: 'open',
      ...(await context.req.json()),
    };
    jobs.set(job.id, job);
    return context.json(job, 201);
  });
  return app;
}

/** A job request as suites send it. */
export const ORDER = JSON.stringify({
  type: 'data_collection',
  description: 'Photos of coffee cups on tables, taken in daylight',
  files_needed: 1,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
});
