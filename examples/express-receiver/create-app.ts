import { createWebhookRouter, type WebhookEventOf } from '@firsthandapi/webhooks';
import { firsthandWebhook, type WebhookHandlerOptions } from '@firsthandapi/webhooks/express';
import express, { type Express, type Request } from 'express';
import { rememberEvents } from './remember-events.ts';

/** Options of {@link createApp}. */
export interface AppOptions {
  /** The webhook endpoint's `whsec_…` secret, or a function that returns it. */
  readonly secret: WebhookHandlerOptions['secret'];
  /** Called once for each completed job. If it throws, the event is delivered again. */
  readonly onCompleted: (job: WebhookEventOf<'job.completed'>['data']) => unknown;
}

/** Creates the application without listening, so that tests can choose the port. */
export function createApp({ secret, onCompleted }: AppOptions): Express {
  const router = createWebhookRouter<Request>()
    .on('job.completed', (event) => onCompleted(event.data))
    .on(['submission.approved', 'submission.rejected'], ({ data }) =>
      console.log(`${data.id} is ${data.status}`),
    );

  const app = express();
  // Before express.json(), because a signature covers the exact bytes.
  app.post('/webhooks/firsthand', firsthandWebhook({ secret, seen: rememberEvents() }, router));
  app.use(express.json());
  app.post('/echo', (request, response) => {
    response.json(request.body);
  });
  return app;
}
