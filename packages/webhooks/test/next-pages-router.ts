import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** The exports of a file in `pages/api`. */
export interface PagesRoute {
  readonly default: (request: NextApiRequest, response: ServerResponse) => unknown;
  readonly config?: { readonly api?: { readonly bodyParser?: boolean | object } };
}

/** Next's request: Node's own, with the result of its body parser. */
export interface NextApiRequest extends IncomingMessage {
  // biome-ignore lint/suspicious/noExplicitAny: as Next types it.
  body: any;
  query: Partial<Record<string, string | string[]>>;
}

/** Creates a server that calls a route as the Pages Router of Next 12 to 16 does. */
export function createPagesServer(route: PagesRoute): Server {
  return createServer(async (request, response) => {
    const isParsed = route.config?.api?.bodyParser !== false;
    const body = isParsed ? await parseBody(request) : undefined;
    await route.default(Object.assign(request, { query: {}, body }), response);
  });
}

/** Parses as Next does: JSON and forms to objects, an empty JSON body to `{}`, anything else to text. */
async function parseBody(request: IncomingMessage): Promise<unknown> {
  const text = Buffer.concat(await request.toArray()).toString();
  const type = request.headers['content-type'] ?? 'text/plain';
  if (type.startsWith('application/json')) return text === '' ? {} : JSON.parse(text);
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  return text;
}
