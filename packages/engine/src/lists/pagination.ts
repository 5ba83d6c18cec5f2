import { validationError } from '../errors/api-error.ts';
import type { Reply } from '../http/reply.ts';
import type { ListQuery, Table } from '../store/store.ts';
import { openText, type SigningCall, signText } from './signed-text.ts';

/** The length of a page whose limit is not given. */
export const DEFAULT_LIMIT = 20;
/** An assignment's id has two parts. */
const ID_FORM = /^[a-z]+_[0-9A-HJKMNP-TV-Z]{26}(?::[a-z]+_[0-9A-HJKMNP-TV-Z]{26})?$/;

/** Query parameters of every list. */
export interface PageQuery {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** The call of a list. */
export interface ListCall extends SigningCall {
  readonly query: PageQuery;
}

type PageFilter<R> = Omit<ListQuery<R>, 'limit' | 'after' | 'order'>;

interface Page<R> {
  readonly rows: readonly R[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** Returns one page, newest first (contract §2). */
export async function listPage<R extends { readonly id: string }>(
  call: ListCall,
  table: Table<R>,
  query: PageFilter<R>,
  present: (row: R) => unknown,
): Promise<Reply> {
  const { rows, has_more, next_cursor } = await readPage(call, table, query);
  const data = await Promise.all(rows.map(present));
  return { status: 200, body: { object: 'list', data, has_more, next_cursor } };
}

/** `listPage` for rows that are already serialised as JSON. */
export async function listSerializedPage<R extends { readonly id: string }>(
  call: ListCall,
  table: Table<R>,
  query: PageFilter<R>,
  textOf: (row: R) => string,
): Promise<Reply> {
  const { rows, has_more, next_cursor } = await readPage(call, table, query);
  const data = rows.map(textOf).join(',');
  const cursor = JSON.stringify(next_cursor);
  const json = `{"object":"list","data":[${data}],"has_more":${has_more},"next_cursor":${cursor}}`;
  return { status: 200, json };
}

/**
 * The cursor is the last row's id, signed for the organization and the list: rows added between pages do not shift
 * them, and a forged cursor is a 400 (contract §2).
 */
async function readPage<R extends { readonly id: string }>(
  call: ListCall,
  table: Table<R>,
  query: PageFilter<R>,
): Promise<Page<R>> {
  const limit = call.query.limit ?? DEFAULT_LIMIT;
  const after =
    call.query.cursor === undefined ? {} : { after: readCursor(call, call.query.cursor) };
  const found = await table.list({ ...query, ...after, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const has_more = found.length > limit && last !== undefined;
  return { rows, has_more, next_cursor: has_more ? signText(call, last.id) : null };
}

function readCursor(call: SigningCall, cursor: string): string {
  const id = openText(call, cursor);
  if (id !== undefined && ID_FORM.test(id)) return id;
  throw validationError([
    {
      field: 'cursor',
      message: "is not a cursor of this list; pass the previous page's next_cursor",
    },
  ]);
}
