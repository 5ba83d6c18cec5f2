import type { PersonError, SentMail } from '../world/person.ts';

/** How a person reaches their world. */
export interface PersonHost {
  readonly baseUrl: string;
  /** A key of the world, which selects it for requests without a session. */
  readonly apiKey: string;
  readonly fetch: typeof globalThis.fetch;
  /** Returns a text that no earlier call has returned. */
  unique(): string;
  outbox(): Promise<readonly SentMail[]>;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** The operations of workers, with the session of one person. */
export class WorkerApi {
  token: string | null = null;
  readonly host: PersonHost;

  constructor(host: PersonHost) {
    this.host = host;
  }

  /** Calls an operation and returns its body; undefined for none. */
  async call<T>(method: Method, path: string, body?: object): Promise<T> {
    const headers = this.#headers({
      ...(method === 'POST' && { 'Idempotency-Key': this.host.unique() }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    });
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await this.host.fetch(this.host.baseUrl + path, { method, headers, ...text });
    return (await bodyOf(response)) as T;
  }

  /** Returns all items of a list. */
  async list<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let cursor = '';
    for (;;) {
      const page = await this.call<{ data: T[]; next_cursor: string | null }>('GET', path + cursor);
      items.push(...page.data);
      if (page.next_cursor === null) return items;
      cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
    }
  }

  /** Sends the bytes of an upload, by the tus protocol. */
  async sendContent(url: string, content: Uint8Array): Promise<void> {
    const headers = this.#headers({
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': '0',
      'Content-Type': 'application/offset+octet-stream',
    });
    const body = content as Uint8Array<ArrayBuffer>;
    await bodyOf(await this.host.fetch(url, { method: 'PATCH', headers, body }));
  }

  #headers(others: Readonly<Record<string, string>>): Record<string, string> {
    return { Authorization: `Bearer ${this.token ?? this.host.apiKey}`, ...others };
  }
}

interface ErrorBody {
  readonly error?: {
    readonly type?: string;
    readonly message?: string;
    readonly details?: PersonError['details'];
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return body;
  const {
    type = 'unknown',
    message = `Status ${response.status}`,
    details = [],
  } = (body as ErrorBody | undefined)?.error ?? {};
  throw Object.assign(new Error(message), {
    name: 'PersonError',
    status: response.status,
    type,
    details,
  } satisfies Omit<PersonError, 'message' | 'stack' | 'cause'>);
}
