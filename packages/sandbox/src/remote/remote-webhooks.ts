import type { DeliveryEntry } from '../world/log-entry.ts';
import type { WorldWebhooks } from '../world/world-webhooks.ts';
import { done, inProcessOnly, type Send } from './send-control.ts';

/** Returns the webhooks of a world behind a server. */
export function remoteWebhooks(send: Send): WorldWebhooks<'remote'> {
  return {
    async deliverTo(target, options = {}) {
      if (typeof target !== 'string' && !(target instanceof URL)) {
        return inProcessOnly('webhooks.deliverTo', 'pass the URL of a server instead of a handler');
      }
      const body = { url: String(target), ...options };
      const made = await send<{ endpoint_id: string; secret: string; url: string }>(
        'deliverTo',
        body,
      );
      return { endpointId: made.endpoint_id, secret: made.secret, url: made.url };
    },
    route: () => inProcessOnly('webhooks.route', 'let the application listen on its own URL'),
    mode: (mode) => done(send('webhookMode', mode)),
    emit: (type, { jobId, submissionId, data } = {}) =>
      done(send('emit', { type, job_id: jobId, submission_id: submissionId, data })),
    redeliver: (eventId) => done(send('redeliver', { event_id: eventId })),
    deliveries: () => send<DeliveryEntry[]>('deliveries'),
  };
}
