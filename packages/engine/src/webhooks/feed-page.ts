import { type FeedEntry, LAST_ID } from '../store/event-feed.ts';

/**
 * How far a client has followed the events. An event can appear before others that have been returned, as long as its
 * transaction was running then: so what is beyond the frontier of that time is remembered one by one.
 */
export interface FeedPosition {
  /** Everything up to here has been returned. */
  readonly floor: FeedEntry;
  /** The ids of what was returned beyond it. */
  readonly seen: readonly string[];
}

/** What a client gets next. */
export interface FeedPage {
  readonly ids: readonly string[];
  readonly hasMore: boolean;
  /** Whether the frontier cut the page: there are more events, which nothing announces when it moves on. */
  readonly isHeldBack: boolean;
  readonly position: FeedPosition;
}

/** Before the first event. */
export const FEED_START: FeedPosition = { floor: { position: -1, id: LAST_ID }, seen: [] };

/** More than this would make a position too long for a URL. Usually there are none, or a few. */
export const MOST_SEEN = 100;

const ID_PREFIX = 'evt_';
const TEXT_FORM = /^(-1|\d{1,16}):([0-9A-Z]{26}|~):((?:[0-9A-Z]{26},){0,100})$/;

/** Returns how many entries after the floor `nextFeedPage` needs. */
export function entriesNeeded({ seen }: FeedPosition, limit: number): number {
  return seen.length + limit + 1;
}

/**
 * Returns the next page, from the entries after the floor and the frontier that was read before them. While too many
 * events are beyond the frontier, more of those have to wait until it moves on; until then there are no more to ask for.
 */
export function nextFeedPage(
  from: FeedPosition,
  entries: readonly FeedEntry[],
  frontier: number,
  limit: number,
): FeedPage {
  const returned = new Set(from.seen);
  const beyond = new Set(from.seen);
  const ids: string[] = [];
  let { floor } = from;
  for (const entry of entries) {
    const isFinal = entry.position < frontier;
    if (!returned.has(entry.id)) {
      const isFull = ids.length >= limit || (!isFinal && beyond.size >= MOST_SEEN);
      if (isFull) {
        const hasMore = ids.length >= limit;
        return { ids, hasMore, isHeldBack: !hasMore, position: { floor, seen: [...beyond] } };
      }
      ids.push(entry.id);
      if (!isFinal) beyond.add(entry.id);
    }
    if (isFinal) {
      floor = entry;
      beyond.delete(entry.id);
    }
  }
  // What is no longer listed has been deleted.
  const listed = new Set(entries.map(({ id }) => id));
  const seen = [...beyond].filter((id) => listed.has(id));
  return { ids, hasMore: false, isHeldBack: false, position: { floor: upTo(frontier), seen } };
}

/** The entry after everything before the frontier. */
export function upTo(frontier: number): FeedEntry {
  return { position: frontier - 1, id: LAST_ID };
}

/** Returns the position as text, without dots. */
export function writeFeedPosition({ floor, seen }: FeedPosition): string {
  const ids = seen.map((id) => `${id.slice(ID_PREFIX.length)},`).join('');
  return `${floor.position}:${floor.id.replace(ID_PREFIX, '')}:${ids}`;
}

/** Returns undefined for text of another form. */
export function readFeedPosition(text: string): FeedPosition | undefined {
  const match = TEXT_FORM.exec(text);
  if (match === null) return undefined;
  const [, position, id = '', ids = ''] = match;
  const seen = ids.split(',').slice(0, -1);
  return {
    floor: { position: Number(position), id: id === LAST_ID ? id : ID_PREFIX + id },
    seen: seen.map((each) => ID_PREFIX + each),
  };
}
