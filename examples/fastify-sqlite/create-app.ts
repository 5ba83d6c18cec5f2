import type { DatabaseSync } from 'node:sqlite';
import { createWebhookRouter } from '@firsthandapi/webhooks';
import { firsthandWebhook, type WebhookHandlerOptions } from '@firsthandapi/webhooks/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import { seenInSqlite } from './seen-in-sqlite.ts';

export interface AppOptions {
  readonly database: DatabaseSync;
  /** The `whsec_…` of the webhook endpoint, or a function that gives it. */
  readonly secret: WebhookHandlerOptions['secret'];
}

/** Counts approved files per job in a table, each of them once. */
export function createApp({ database, secret }: AppOptions): FastifyInstance {
  database.exec(`CREATE TABLE IF NOT EXISTS approvals (
    job_id TEXT PRIMARY KEY,
    files INTEGER NOT NULL
  ) STRICT`);
  // Not idempotent, on purpose: handled twice, an event would be counted twice.
  const count = database.prepare(`INSERT INTO approvals (job_id, files) VALUES (?, 1)
    ON CONFLICT (job_id) DO UPDATE SET files = files + 1`);
  const list = database.prepare('SELECT job_id, files FROM approvals ORDER BY job_id');

  const router = createWebhookRouter().on('submission.approved', ({ data }) =>
    count.run(data.job_id),
  );

  const app = Fastify();
  app.register(
    firsthandWebhook({ secret, path: '/webhooks/firsthand', seen: seenInSqlite(database) }, router),
  );
  app.get('/approvals', () => list.all());
  // Its bodies are parsed as ever: the plugin keeps bytes within itself alone.
  app.post('/echo', (request) => request.body);
  return app;
}
