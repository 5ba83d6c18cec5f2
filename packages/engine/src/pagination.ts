import type { Call, Reply } from './call.ts';
import { validationError } from './errors.ts';
import type { ListQuery, Table } from './ports.ts';

const DEFAULT_LIMIT = 20;
const ID_FORM = /^[a-z]+_[0-9A-HJKMNP-TV-Z]{26}$/;
const SIGNATURE_LENGTH = 16;

/** The parameters that every list takes. */
export interface PageQuery {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/**
 * Answers one page, newest first. The cursor is the last row's id, signed for the organization and the list, so
 * that rows added meanwhile move nothing and a made-up cursor is a 400 (contract §2).
 */
export async function listPage<R extends { readonly id: string }>(
  call: Call<unknown, PageQuery>,
  table: Table<R>,
  query: Omit<ListQuery<R>, 'limit' | 'after' | 'order'>,
  present: (row: R) => unknown,
): Promise<Reply> {
  const limit = call.query.limit ?? DEFAULT_LIMIT;
  const after =
    call.query.cursor === undefined ? {} : { after: readCursor(call, call.query.cursor) };
  const rows = await table.list({ ...query, ...after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    status: 200,
    body: {
      object: 'list',
      data: await Promise.all(page.map(present)),
      has_more: hasMore,
      next_cursor: hasMore ? writeCursor(call, last.id) : null,
    },
  };
}

function writeCursor(call: Call, id: string): string {
  return toBase64Url(`${id}.${signatureOf(call, id)}`);
}

function readCursor(call: Call, cursor: string): string {
  const [id = '', signature = '', ...rest] = fromBase64Url(cursor).split('.');
  const isOurs = ID_FORM.test(id) && rest.length === 0 && signature === signatureOf(call, id);
  if (isOurs) return id;
  throw validationError([
    {
      field: 'cursor',
      message: "is not a cursor of this list; pass the previous page's next_cursor",
    },
  ]);
}

/** Not a secret: it only has to tell this list's cursors from made-up ones. */
function signatureOf(call: Call, id: string): string {
  const text = `${call.operationId}:${call.organization_id}:${call.environment}:${id}`;
  return call.ports.keyring.sign('cursor', text).slice(0, SIGNATURE_LENGTH);
}

function toBase64Url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
