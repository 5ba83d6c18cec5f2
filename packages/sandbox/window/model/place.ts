/** Which rows the list shows. */
export type Shown = 'all' | 'errors' | 'webhooks';
/** Which list is open. */
export type List = 'requests' | 'jobs';
/** Which part of a request, delivery or job is open. */
export type Tab = 'overview' | 'request' | 'response' | 'changes';

/** What the window shows. It is its address, so that a reload, a bookmark and the back button keep it. */
export interface Place {
  readonly world: string;
  readonly list: List;
  /** The selected entry, `life.sequence`. */
  readonly entry: string | null;
  readonly job: string | null;
  readonly shown: Shown;
  readonly text: string;
  /** Rows up to this position are hidden. */
  readonly since: string | null;
  readonly tab: Tab;
}

/** The place of an address without a query. */
export const START: Place = {
  world: 'default',
  list: 'requests',
  entry: null,
  job: null,
  shown: 'all',
  text: '',
  since: null,
  tab: 'overview',
};

const LONGEST = 200;
const POSITION = /^\d{1,9}\.\d{1,12}$/;

/** Reads the query of an address. What it does not understand keeps its initial value. */
export function readPlace(query: string): Place {
  const values = new URLSearchParams(query);
  const text = (name: string) => values.get(name)?.slice(0, LONGEST) || null;
  const position = (name: string) => {
    const value = text(name);
    return value !== null && POSITION.test(value) ? value : null;
  };
  return {
    world: text('world') ?? START.world,
    list: choice(text('list'), ['requests', 'jobs'], START.list),
    entry: position('entry'),
    job: text('job'),
    shown: choice(text('shown'), ['all', 'errors', 'webhooks'], START.shown),
    text: text('text') ?? '',
    since: position('since'),
    tab: choice(text('tab'), ['overview', 'request', 'response', 'changes'], START.tab),
  };
}

/** Returns the query of a place, without what has its initial value. */
export function writePlace(place: Place): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(place)) {
    if (value !== null && value !== START[name as keyof Place]) values.set(name, value);
  }
  const query = values.toString();
  return query === '' ? '' : `?${query}`;
}

function choice<T extends string>(text: string | null, choices: readonly T[], other: T): T {
  return choices.find((each) => each === text) ?? other;
}
