import type { EventFeed, FeedEntry } from '@firsthandapi/engine';
import type { Session } from '../sql/session.ts';

type FeedScope = Parameters<EventFeed['list']>[0];

const LIST = `SELECT position, id FROM events
  WHERE organization_id = ? AND environment = ? AND (position, id) > (?, ?)
  ORDER BY position, id LIMIT ?`;

/** The events' feed over a session. */
export class SqlEventFeed implements EventFeed {
  readonly #session: Session;
  readonly #frontier: string;

  /** @param frontier The statement that returns `frontier`. */
  constructor(session: Session, frontier: string) {
    this.#session = session;
    this.#frontier = frontier;
  }

  async frontier(): Promise<number> {
    const [row] = await this.#session.all(this.#frontier, []);
    return Number(row?.frontier);
  }

  async list(
    { organization_id, environment }: FeedScope,
    { position, id }: FeedEntry,
    limit: number,
  ): Promise<readonly FeedEntry[]> {
    const values = [organization_id, environment, position, id, limit];
    const rows = await this.#session.all(LIST, values);
    return rows.map((row) => ({ position: Number(row.position), id: String(row.id) }));
  }
}
