import { createWebhookRouter } from '@firsthandapi/webhooks';
import { type LambdaInvocation, webhookHandler } from '@firsthandapi/webhooks/lambda';
import type { Context } from 'aws-lambda';

const router = createWebhookRouter<LambdaInvocation>().on('job.completed', (event, { context }) => {
  // One line of JSON for the function's log. Here the work begins: a queue, a table, a state machine.
  const { awsRequestId } = context as Context;
  console.log(JSON.stringify({ completed: event.data.id, event: event.id, awsRequestId }));
});

/** The function: behind an HTTP API or a function URL, and just as well a REST API or a load balancer. */
export const handler = webhookHandler(
  { secret: () => process.env.FIRSTHAND_WEBHOOK_SECRET },
  router,
);
