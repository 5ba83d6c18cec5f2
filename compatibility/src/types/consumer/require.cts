// A user's CommonJS file, compiled outside the workspace.
import sdk = require('@firsthandapi/sdk');
import webhooks = require('@firsthandapi/webhooks');

const client = new sdk.FirstHandClient({ apiKey: process.env.FIRSTHAND_API_KEY });

export async function status(id: string): Promise<sdk.Job['status']> {
  const job = await client.getJob(id);
  // @ts-expect-error no such field
  job.state;
  return job.status;
}

export function receive(rawBody: string, signature: string | undefined): true {
  return webhooks.verifyWebhookSignature(rawBody, signature, process.env.FIRSTHAND_WEBHOOK_SECRET);
}
