import type { ListWebhookEventsQuery } from '@firsthandapi/spec';
import { eventsOf } from '../store/event-feed.ts';
import { type FollowCall, feedWaitOf, isPresent } from '../webhooks/follow-events.ts';
import type { Admitted } from './admit.ts';
import { createCall } from './create-call.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { waitUntil } from './wait-until.ts';

/**
 * Waits up to `seconds` for an event after the position in the query, or until the position of the present can be named.
 * Returns false at once when that is possible already, or when too many requests of the organization and environment are
 * already waiting.
 */
export async function waitForEvents(
  context: DispatchContext,
  admitted: Admitted,
  seconds: number,
): Promise<boolean> {
  const query = admitted.query as ListWebhookEventsQuery;
  if (query.after === undefined) return false;
  const { ports, waitingRequests } = context;
  const { organization, key } = admitted.caller;
  const { environment } = key;
  const subject = eventsOf({ organization_id: organization.id, environment });
  const waitsFor = () =>
    ports.store.read((tables) =>
      feedWaitOf(createCall(context, admitted, tables, undefined) as FollowCall),
    );
  // The present usually needs no wait, and then does not count as one.
  if (isPresent(query) && (await waitsFor()) === 'nothing') return false;
  const leave = waitingRequests.enter('events', { organizationId: organization.id, environment });
  if (leave === undefined) return false;
  try {
    await waitUntil(ports, admitted.trace, seconds, subject, async () => {
      const wait = await waitsFor();
      return wait === 'frontier' ? 'unannounced' : wait === 'nothing';
    });
    return true;
  } finally {
    leave();
  }
}
