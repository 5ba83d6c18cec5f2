import type { LocalSandbox } from '../local/local-sandbox.ts';
import type { LogPosition } from '../log/log-rows.ts';
import { viewEntry } from './entry-detail.ts';
import { openPreview, type Preview, viewJob } from './job-views.ts';
import { WINDOW_ROOT } from './protocol.ts';
import { revisionOf, worldOf } from './revision.ts';
import { untilChanged } from './until-changed.ts';
import { ROWS_OF_AN_ANSWER, windowState } from './window-state.ts';

/** A request of the window. */
export interface WindowRequest {
  readonly method: string;
  readonly url: URL;
  /** Aborts when the client disconnects. */
  readonly signal: AbortSignal;
  /** True when the API responds over HTTP under the sandbox's base URL. */
  readonly servesApi: boolean;
}

/** The response to the window: JSON, a file, or undefined when there is none. */
export type WindowAnswer = { readonly json: unknown } | { readonly preview: Preview } | undefined;

/** True when the path belongs to what the window alone uses. */
export function isWindowPath(path: string): boolean {
  return path.startsWith(`${WINDOW_ROOT}/`);
}

/** Responds to a request of the window that was authorized. */
export async function answerWindow(
  sandbox: LocalSandbox,
  { method, url, signal, servesApi }: WindowRequest,
): Promise<WindowAnswer> {
  const [first = '', tag = '', noun = '', id = '', more] = url.pathname
    .slice(WINDOW_ROOT.length + 1)
    .split('/')
    .map(decode);
  if (more !== undefined && more !== 'content') return undefined;
  const query = url.searchParams;
  if (first === 'state' && method === 'GET') {
    const wanted = query.get('world') ?? 'default';
    const known = query.get('revision');
    if (known !== null) await untilChanged(() => revisionOf(sandbox, wanted), known, signal);
    const after = positionOf(query.get('after'));
    return { json: await windowState(sandbox, { tag: wanted, after, servesApi }) };
  }
  const world = first === 'worlds' ? worldOf(sandbox, tag)?.inspect() : undefined;
  if (world === undefined) return undefined;
  if (method === 'DELETE' && noun === 'faults') {
    return world.controls.faults.remove(Number(id)) ? { json: {} } : undefined;
  }
  if (method !== 'GET') return undefined;
  if (noun === 'entries' && id === '') {
    const before = positionOf(query.get('before'));
    return { json: world.controls.log.rows(ROWS_OF_AN_ANSWER, before && { before }) };
  }
  const position = positionOf(id);
  if (noun === 'entries' && position !== undefined) {
    return jsonOf(await viewEntry(world, position));
  }
  if (noun === 'jobs') return jsonOf(await viewJob(world, id));
  if (noun !== 'submissions' || more !== 'content') return undefined;
  const preview = await openPreview(world, id);
  return preview && { preview };
}

function jsonOf(json: unknown): WindowAnswer {
  return json === undefined ? undefined : { json };
}

/** Reads `3.75`: the 75th entry of the third life. */
function positionOf(text: string | null): LogPosition | undefined {
  const [, life, sequence] = /^(\d{1,9})\.(\d{1,12})$/.exec(text ?? '') ?? [];
  return life === undefined || sequence === undefined
    ? undefined
    : { life: Number(life), sequence: Number(sequence) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
