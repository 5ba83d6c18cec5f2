import { createWebhookRouter, type WebhookEventOf } from '@firsthandapi/webhooks';
import { firsthandWebhook, type WebhookHandlerOptions } from '@firsthandapi/webhooks/express';
import express, { type Express, type Request } from 'express';
import { rememberEvents } from './remember-events.ts';

/** What the application does, and what it has to know for it. */
export interface AppOptions {
  /** The `whsec_…` of the webhook endpoint, or a function that gives it. */
  readonly secret: WebhookHandlerOptions['secret'];
  /** Called once for each job that is complete. When it throws, the event is delivered again. */
  readonly onCompleted: (job: WebhookEventOf<'job.completed'>['data']) => unknown;
}

/** The application, not listening yet, so that tests can choose its port. */
export function createApp({ secret, onCompleted }: AppOptions): Express {
  const router = createWebhookRouter<Request>()
    .on('job.completed', (event) => onCompleted(event.data))
    .on(['submission.approved', 'submission.rejected'], ({ data }) =>
      console.log(`${data.id} is ${data.status}`),
    );

  const app = express();
  // Before express.json(): a signature covers the bytes as they were sent.
  app.post('/webhooks/firsthand', firsthandWebhook({ secret, seen: rememberEvents() }, router));
  app.use(express.json());
  app.post('/echo', (request, response) => {
    response.json(request.body);
  });
  return app;
}
