import type { EntryDetail } from '../../src/window/protocol.ts';

/** Written by curl itself, or of no use in another call. */
const OWN_HEADERS =
  /^(host|content-length|connection|accept-encoding|user-agent|accept|sec-.*|accept-language|transfer-encoding)$/;

/** Returns a command that repeats a request or delivery. The key, which is masked, comes from the environment. */
export function curlOf({ entry, exchange }: EntryDetail, baseUrl: string): string {
  const [method, url] =
    entry.kind === 'request' ? [entry.method, baseUrl + entry.path] : ['POST', entry.url];
  const headers = exchange?.request.headers ?? [];
  const body = exchange?.request.body?.text ?? null;
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quote(url)}`,
    ...headers
      .filter(([name]) => !OWN_HEADERS.test(name))
      .map(([name, value]) =>
        name === 'authorization'
          ? '-H "Authorization: Bearer $FIRSTHAND_API_KEY"'
          : `-H ${quote(`${name}: ${value}`)}`,
      ),
    ...(body === null ? [] : [`-d ${quote(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** Returns a text as one word of a POSIX shell. */
function quote(text: string): string {
  return /^[\w./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
