import { createWebhookRouter } from '@firsthandapi/webhooks';
import { type LambdaInvocation, webhookHandler } from '@firsthandapi/webhooks/lambda';
import type { Context } from 'aws-lambda';

const router = createWebhookRouter<LambdaInvocation>().on('job.completed', (event, { context }) => {
  // Replace this line of JSON in the log with your own work: a queue, a table, a state machine.
  const { awsRequestId } = context as Context;
  console.log(JSON.stringify({ completed: event.data.id, event: event.id, awsRequestId }));
});

/** Handles deliveries behind an HTTP API, a function URL, a REST API or a load balancer. */
export const handler = webhookHandler(
  { secret: () => process.env.FIRSTHAND_WEBHOOK_SECRET },
  router,
);
