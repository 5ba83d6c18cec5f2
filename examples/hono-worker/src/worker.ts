import { createWebhookRouter } from '@firsthandapi/webhooks';
import { webhookHandler } from '@firsthandapi/webhooks/hono';
import { type Context, Hono } from 'hono';
import type { Environment } from './environment.ts';
import { keepFiles } from './keep-files.ts';
import { seenInD1 } from './seen-in-d1.ts';

type WorkerContext = Context<{ Bindings: Environment }>;

const router = createWebhookRouter<WorkerContext>().on('job.completed', (event, context) =>
  keepFiles(event.data.id, context.env),
);

const app = new Hono<{ Bindings: Environment }>();

// The options are a function, because bindings arrive with each request.
app.post(
  '/webhooks/firsthand',
  webhookHandler<WorkerContext>(
    ({ env }) => ({ secret: env.FIRSTHAND_WEBHOOK_SECRET, seen: seenInD1(env.DATABASE) }),
    router,
  ),
);

app.get('/jobs/:id/photos', async (context) => {
  const { objects } = await context.env.PHOTOS.list({ prefix: `${context.req.param('id')}/` });
  return context.json(objects.map(({ key, size }) => ({ key, size })));
});

export default app;
