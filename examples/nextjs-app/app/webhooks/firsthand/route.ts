import { createWebhookRouter } from '@firsthandapi/webhooks';
import { webhookHandler } from '@firsthandapi/webhooks/next';
import { revalidateTag } from 'next/cache';
import { JOBS_TAG } from '../../../lib/jobs';

// Expiring a tag twice is harmless, so duplicates do not matter here. Where they do, pass `seen`.
const router = createWebhookRouter<Request>().on(
  ['submission.approved', 'job.completed', 'job.cancelled'],
  () => revalidateTag(JOBS_TAG, { expire: 0 }),
);

export const POST = webhookHandler({ secret: process.env.FIRSTHAND_WEBHOOK_SECRET }, router);
