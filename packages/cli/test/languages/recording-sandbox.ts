import { start } from '../built-program.ts';
import type { Service } from './language.ts';

/** A request as the log of the sandbox has it: secrets are masked, and everything else is as it was sent. */
export interface RecordedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for none. */
  readonly body: string | null;
}

/** `firsthand sandbox`, whose world is the same after every reset. */
export interface RecordingSandbox extends Service {
  /** Begins the world, and its log, anew. */
  reset(): Promise<void>;
  /** Returns every request since the last reset, in order. */
  requests(): Promise<RecordedRequest[]>;
}

interface Entry {
  readonly kind: 'request' | 'delivery';
  readonly sequence: number;
  readonly method: string;
  readonly path: string;
}

interface EntryDetail {
  readonly exchange: {
    readonly request: {
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly body: { readonly text: string | null; readonly is_cut: boolean } | null;
    };
  } | null;
}

/** Starts a sandbox in which each read jumps to the next thing due. Ends with the test. */
export async function startRecordingSandbox(): Promise<RecordingSandbox> {
  const { shows } = start([
    ...['sandbox', '--port', '0', '--clock', 'auto'],
    ...['--seed', '7', '--now', '2026-03-01T09:00:00Z'],
  ]);
  const printed = await shows('window ');
  const [, url = ''] = /sandbox on (\S+)/.exec(printed) ?? [];
  const [, apiKey = ''] = /test key +(\S+)/.exec(printed) ?? [];
  const [, token = ''] = /control token +(\S+)/.exec(printed) ?? [];
  const control = async <Result>(method: string, path: string): Promise<Result> => {
    const headers = { 'X-Sandbox-Token': token };
    const response = await fetch(`${url}/_sandbox${path}`, { method, headers });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return (await response.json()) as Result;
  };
  return {
    url,
    apiKey,
    reset: () => control('POST', '/worlds/default/reset'),
    requests: async () => {
      const page = '/window/worlds/default/entries';
      const { rows } = await control<{ rows: { life: number }[] }>('GET', page);
      const life = rows.at(-1)?.life;
      const entries = await control<Entry[]>('GET', '/worlds/default/log');
      const requests = entries.filter(({ kind }) => kind === 'request');
      const details = requests.map(({ sequence }) =>
        control<EntryDetail>('GET', `${page}/${life}.${sequence}`),
      );
      return (await Promise.all(details)).map((detail, index) =>
        recordedRequest(requests[index] as Entry, detail),
      );
    },
  };
}

function recordedRequest({ method, path }: Entry, { exchange }: EntryDetail): RecordedRequest {
  if (exchange === null) throw new Error(`The log has not kept ${method} ${path}`);
  const { headers, body } = exchange.request;
  if (body?.is_cut) throw new Error(`The log has not kept all of the body of ${method} ${path}`);
  return { method, path, headers: Object.fromEntries(headers), body: body?.text ?? null };
}
