import type { EntryDetail, JobDetail, Row, WindowState } from '../../src/window/protocol.ts';
import { type Place, readPlace, writePlace } from '../model/place.ts';
import { positionOf } from '../model/rows.ts';
import { follow } from './follow.ts';
import { type Change, type Loaded, type Model, NOTHING, reduce } from './model.ts';
import type { Server } from './server.ts';

/** What a session needs from the browser. */
export interface SessionHost {
  readonly server: Server;
  /** The query of the address, without the token. */
  query(): string;
  /** Puts a query into the address; `isStep` when the back button shall return from it. */
  setQuery(query: string, isStep: boolean): void;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  now(): number;
}

/** One page: what it shows, what it knows, and how it stays up to date. */
export class Session {
  model: Model = NOTHING;
  place: Place;
  readonly server: Server;
  readonly #host: SessionHost;
  readonly #listeners = new Set<() => void>();
  #following = new AbortController();
  /** The entry and the job that are being loaded. */
  #loading = { entry: false, job: false };

  constructor(host: SessionHost) {
    this.#host = host;
    this.server = host.server;
    this.place = readPlace(host.query());
  }

  /** Calls back after each change. Returns a function that stops it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Follows the world of the place from its beginning. */
  start(): void {
    this.#following.abort();
    this.#following = new AbortController();
    const { signal } = this.#following;
    void follow<WindowState>(
      {
        read: (revision, stop) => this.server.read(`/state${this.#stateQuery(revision)}`, stop),
        onState: (state, isFirst) => {
          this.change({ kind: 'state', state, isFirst, at: this.#host.now() });
          this.#load();
        },
        onLost: () => this.change({ kind: 'lost', at: this.#host.now() }),
        onRefused: () => this.change({ kind: 'refused', hadToken: this.server.token !== '' }),
        pause: (milliseconds, stop) => this.#host.pause(milliseconds, stop),
      },
      signal,
    );
  }

  /** Goes to another place. */
  go(to: Partial<Place>, { isStep = true }: { readonly isStep?: boolean } = {}): void {
    this.#enter({ ...this.place, ...to });
    this.#host.setQuery(writePlace(this.place), isStep);
  }

  /** Follows the address, after the back button. */
  followAddress(): void {
    this.#enter(readPlace(this.#host.query()));
  }

  change(change: Change): void {
    this.model = reduce(this.model, change);
    for (const listener of this.#listeners) listener();
  }

  /** Tells the person something. */
  tell(text: string, tone: 'ok' | 'bad' = 'ok'): void {
    this.change({ kind: 'message', tone, text });
  }

  /** Performs an action and shows its outcome: `done` on success, the reason on failure. */
  async attempt(action: () => Promise<unknown>, done: string): Promise<boolean> {
    try {
      await action();
      if (done !== '') this.tell(done);
      return true;
    } catch (error) {
      this.tell(error instanceof Error ? error.message : String(error), 'bad');
      return false;
    }
  }

  /** Loads rows that are older than those shown. */
  async loadOlder(): Promise<void> {
    const [oldest] = this.model.rows;
    const { world } = this.model;
    if (oldest === undefined || world === null) return;
    await this.attempt(async () => {
      const path = `/worlds/${encodeURIComponent(world.world)}/entries?before=${positionOf(oldest)}`;
      const { rows, hasMore } = await this.server.read<{ rows: Row[]; hasMore: boolean }>(path);
      this.change({ kind: 'older', rows, hasMore });
    }, '');
  }

  #enter(place: Place): void {
    const isOtherWorld = place.world !== this.place.world;
    this.place = place;
    if (isOtherWorld) {
      this.change({ kind: 'worldChosen' });
      this.start();
      return;
    }
    this.change({ kind: 'messageRead', number: -1 });
    this.#load();
  }

  #stateQuery(revision: string | null): string {
    const query = new URLSearchParams({ world: this.place.world });
    const newest = this.model.rows.at(-1);
    if (revision !== null) query.set('revision', revision);
    if (revision !== null && newest !== undefined) query.set('after', positionOf(newest));
    return `?${query}`;
  }

  #load(): void {
    void this.#loadEntry();
    void this.#loadJob();
  }

  async #loadEntry(): Promise<void> {
    const { entry } = this.place;
    await this.#loadOne<EntryDetail>('entry', entry && `entries/${entry}`, (loaded) =>
      this.change({ kind: 'entry', entry: loaded }),
    );
  }

  async #loadJob(): Promise<void> {
    const { job } = this.place;
    await this.#loadOne<JobDetail>('job', job && `jobs/${encodeURIComponent(job)}`, (loaded) =>
      this.change({ kind: 'job', job: loaded }),
    );
  }

  /** Loads what the place names, and again after each change: attempts and files are added to it. */
  async #loadOne<T>(
    name: 'entry' | 'job',
    path: string | null,
    set: (loaded: Loaded<T>) => void,
  ): Promise<void> {
    const { world } = this.model;
    const before = this.model[name];
    if (path === null) {
      if (before.kind !== 'none') set({ kind: 'none' });
      return;
    }
    if (world === null || this.#loading[name]) return;
    const of = `${world.world}/${path}`;
    if (before.kind === 'none' || before.of !== of) set({ kind: 'loading', of });
    this.#loading[name] = true;
    let loaded: Loaded<T>;
    try {
      const value = await this.server.read<T>(`/worlds/${encodeURIComponent(world.world)}/${path}`);
      loaded = { kind: 'loaded', of, value };
    } catch (error) {
      loaded = {
        kind: 'failed',
        of,
        message: error instanceof Error ? error.message : String(error),
      };
    }
    this.#loading[name] = false;
    const current = this.model[name];
    if (current.kind === 'none' || current.of !== of) {
      // Another one was chosen meanwhile.
      this.#load();
      return;
    }
    // What was loaded before stays while the sandbox does not respond.
    if (loaded.kind === 'failed' && current.kind === 'loaded') return;
    set(loaded);
  }
}
