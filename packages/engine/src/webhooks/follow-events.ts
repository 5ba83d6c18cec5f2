import { validationError } from '../errors/api-error.ts';
import { UnavailableError } from '../errors/port-errors.ts';
import type { Reply } from '../http/reply.ts';
import { DEFAULT_LIMIT, type PageQuery } from '../lists/pagination.ts';
import { openText, signText } from '../lists/signed-text.ts';
import { scopeOf } from '../store/scope.ts';
import type { Call } from '../work/call.ts';
import {
  entriesNeeded,
  FEED_START,
  type FeedPage,
  type FeedPosition,
  MOST_SEEN,
  nextFeedPage,
  readFeedPosition,
  upTo,
  writeFeedPosition,
} from './feed-page.ts';
import { presentEvent } from './present-event.ts';

interface FollowQuery extends PageQuery {
  readonly after: string;
}

/** A call that follows the events from a position. */
export type FollowCall = Call<unknown, FollowQuery>;

/** Returns the events after a position, in the order in which they became visible (contract §2). */
export async function followEvents(call: FollowCall): Promise<Reply> {
  const page = await readFeedPage(call, call.query.limit ?? DEFAULT_LIMIT);
  if (page === undefined) {
    throw new UnavailableError('Too many events are being committed to name a position');
  }
  const { ids, hasMore, position } = page;
  const events = await Promise.all(ids.map((id) => call.tables.events.get(id)));
  const data = await Promise.all(
    events.flatMap((event) => (event === undefined ? [] : [presentEvent(call, event)])),
  );
  const text = signText(call, writeFeedPosition(position));
  const next_cursor = hasMore ? text : null;
  return {
    status: 200,
    body: { object: 'list', data, has_more: hasMore, next_cursor, position: text },
  };
}

/** What a call that follows events waits for. `frontier`: for the end of a transaction, which nothing announces. */
export type FeedWait = 'nothing' | 'event' | 'frontier';

/** Returns what there is to wait for before the call can return an event, or the position of the present. */
export async function feedWaitOf(call: FollowCall): Promise<FeedWait> {
  const page = await readFeedPage(call, 1);
  if (page === undefined) return 'frontier';
  if (isPresent(call.query) || page.ids.length > 0 || page.hasMore) return 'nothing';
  return page.isHeldBack ? 'frontier' : 'event';
}

/** Returns the next events' ids, or undefined while the present has too many events beyond the frontier to be named. */
async function readFeedPage(call: FollowCall, limit: number): Promise<FeedPage | undefined> {
  const { feed } = call.tables;
  // Before the entries: what ends in between is then beyond it, which costs nothing but a longer position.
  const frontier = await feed.frontier();
  if (isPresent(call.query)) return presentPage(call, frontier);
  const from = positionOf(call);
  // A position of another life of a sandbox, or of a database that was set back.
  if (from.floor.position >= frontier) throw unknownPosition();
  const entries = await feed.list(scopeOf(call), from.floor, entriesNeeded(from, limit));
  return nextFeedPage(from, entries, frontier, limit);
}

/** Whether the call asks for the present, which has no events to wait for. */
export function isPresent({
  cursor,
  after,
}: PageQuery & { readonly after?: string | undefined }): boolean {
  return cursor === undefined && after === 'now';
}

async function presentPage(call: FollowCall, frontier: number): Promise<FeedPage | undefined> {
  const floor = upTo(frontier);
  const entries = await call.tables.feed.list(scopeOf(call), floor, MOST_SEEN + 1);
  if (entries.length > MOST_SEEN) return undefined;
  const position = { floor, seen: entries.map(({ id }) => id) };
  return { ids: [], hasMore: false, isHeldBack: false, position };
}

/** The cursor of a later page is a position too. */
function positionOf(call: FollowCall): FeedPosition {
  const { after, cursor } = call.query;
  if (cursor === undefined && after === 'start') return FEED_START;
  const position = readFeedPosition(openText(call, cursor ?? after) ?? '');
  if (position === undefined) throw unknownPosition();
  return position;
}

function unknownPosition() {
  const message = "is unknown; pass a response's position, 'now' or 'start'";
  return validationError([{ field: 'after', message }]);
}
