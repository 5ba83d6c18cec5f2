import type {
  EntryDetail,
  JobDetail,
  Row,
  WindowState,
  WorldState,
} from '../../src/window/protocol.ts';
import { addNewer, addOlder } from '../model/rows.ts';

/** Whether the page is connected to the sandbox. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** Since when, in milliseconds of the machine. */
  | { readonly kind: 'lost'; readonly since: number }
  /** The token is missing or wrong. */
  | { readonly kind: 'refused'; readonly hadToken: boolean };

/** Something that has to be loaded. */
export type Loaded<T> =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly of: string }
  | { readonly kind: 'failed'; readonly of: string; readonly message: string }
  | { readonly kind: 'loaded'; readonly of: string; readonly value: T };

/** What the page says about an action. */
export interface Message {
  readonly number: number;
  readonly tone: 'ok' | 'bad';
  readonly text: string;
}

/** Everything that the page knows. The address says what it shows of that. */
export interface Model {
  readonly connection: Connection;
  readonly server: Omit<WindowState, 'world'> | null;
  /** The selected world; null while it is loaded, or when there is none of that name. */
  readonly world: WorldState | null;
  /** When the world's time was read, on the page's own clock. */
  readonly readAt: number;
  readonly isUnknownWorld: boolean;
  readonly rows: readonly Row[];
  readonly hasOlder: boolean;
  readonly entry: Loaded<EntryDetail>;
  readonly job: Loaded<JobDetail>;
  readonly message: Message | null;
}

/** What the page knows before the first response. */
export const NOTHING: Model = {
  connection: { kind: 'connecting' },
  server: null,
  world: null,
  readAt: 0,
  isUnknownWorld: false,
  rows: [],
  hasOlder: false,
  entry: { kind: 'none' },
  job: { kind: 'none' },
  message: null,
};

/** What happens to the model. */
export type Change =
  | {
      readonly kind: 'state';
      readonly state: WindowState;
      readonly isFirst: boolean;
      readonly at: number;
    }
  | { readonly kind: 'older'; readonly rows: readonly Row[]; readonly hasMore: boolean }
  | { readonly kind: 'lost'; readonly at: number }
  | { readonly kind: 'refused'; readonly hadToken: boolean }
  | { readonly kind: 'worldChosen' }
  | { readonly kind: 'entry'; readonly entry: Loaded<EntryDetail> }
  | { readonly kind: 'job'; readonly job: Loaded<JobDetail> }
  | { readonly kind: 'message'; readonly tone: Message['tone']; readonly text: string }
  | { readonly kind: 'messageRead'; readonly number: number };

/** Returns the model after a change. */
export function reduce(model: Model, change: Change): Model {
  switch (change.kind) {
    case 'state':
      return withState(model, change);
    case 'older':
      return { ...model, rows: addOlder(model.rows, change.rows), hasOlder: change.hasMore };
    case 'lost': {
      if (model.connection.kind === 'lost') return model;
      return { ...model, connection: { kind: 'lost', since: change.at } };
    }
    case 'refused':
      return { ...model, connection: { kind: 'refused', hadToken: change.hadToken } };
    case 'worldChosen':
      return { ...NOTHING, connection: model.connection, server: model.server };
    case 'entry':
      return { ...model, entry: change.entry };
    case 'job':
      return { ...model, job: change.job };
    case 'message': {
      const number = (model.message?.number ?? 0) + 1;
      return { ...model, message: { number, tone: change.tone, text: change.text } };
    }
    case 'messageRead':
      return model.message?.number === change.number ? { ...model, message: null } : model;
  }
}

function withState(model: Model, { state, isFirst, at }: Change & { kind: 'state' }): Model {
  const { world, ...server } = state;
  const hasGap = isFirst || (world?.has_gap ?? false);
  const rows = isFirst ? [] : model.rows;
  return {
    ...model,
    connection: { kind: 'live' },
    server,
    world,
    readAt: at,
    isUnknownWorld: world === null,
    rows: addNewer(rows, world?.rows ?? [], hasGap),
    hasOlder: hasGap ? (world?.has_gap ?? false) : model.hasOlder,
  };
}
