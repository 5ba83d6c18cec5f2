import type { DatabaseSync } from 'node:sqlite';
import { createWebhookRouter } from '@firsthandapi/webhooks';
import { firsthandWebhook, type WebhookHandlerOptions } from '@firsthandapi/webhooks/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import { seenInSqlite } from './seen-in-sqlite.ts';

export interface AppOptions {
  readonly database: DatabaseSync;
  /** The webhook endpoint's `whsec_…` secret, or a function that returns it. */
  readonly secret: WebhookHandlerOptions['secret'];
}

/** Creates an application that counts the approved files of each job, each file once. */
export function createApp({ database, secret }: AppOptions): FastifyInstance {
  database.exec(`CREATE TABLE IF NOT EXISTS approvals (
    job_id TEXT PRIMARY KEY,
    files INTEGER NOT NULL
  ) STRICT`);
  // Deliberately not idempotent: an event that is handled twice would be counted twice.
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
  // Parsed as usual: the plugin keeps raw bytes for its own route only.
  app.post('/echo', (request) => request.body);
  return app;
}
