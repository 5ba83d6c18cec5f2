import type { ListWebhookEventsQuery } from '@firsthandapi/spec';
import { eventsOf } from '../store/event-feed.ts';
import { type FollowCall, isPresent, readFeedPage } from '../webhooks/follow-events.ts';
import type { Admitted } from './admit.ts';
import { createCall } from './create-call.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { waitUntil } from './wait-until.ts';

/**
 * Waits up to `seconds` for an event after the position in the query. Returns false at once when there is nothing to wait
 * for, or when too many requests of the organization and environment are already waiting.
 */
export async function waitForEvents(
  context: DispatchContext,
  admitted: Admitted,
  seconds: number,
): Promise<boolean> {
  const query = admitted.query as ListWebhookEventsQuery;
  if (query.after === undefined || isPresent(query)) return false;
  const { ports, waitingRequests } = context;
  const { organization, key } = admitted.caller;
  const subject = eventsOf({ organization_id: organization.id, environment: key.environment });
  const hasEvents = () =>
    ports.store.read(async (tables) => {
      const call = createCall(context, admitted, tables, undefined) as FollowCall;
      const { ids, hasMore } = await readFeedPage(call, 1);
      return ids.length > 0 || hasMore;
    });
  const leave = waitingRequests.enter(subject);
  if (leave === undefined) return false;
  try {
    await waitUntil(ports, admitted.trace, seconds, subject, hasEvents);
    return true;
  } finally {
    leave();
  }
}
