import { createWebhookRouter } from '@firsthandapi/webhooks';
import { type WebhookHandlerOptions, webhookHandler } from '@firsthandapi/webhooks/web';

/** The application's webhook route, for any host that passes a `Request`. */
export function receiveWebhooks(
  options: WebhookHandlerOptions,
  onCompleted: (jobId: string) => unknown,
): (request: Request) => Promise<Response> {
  const router = createWebhookRouter<Request>().on('job.completed', ({ data }) =>
    onCompleted(data.id),
  );
  return webhookHandler(options, router);
}
