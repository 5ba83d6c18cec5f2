import { WINDOW_ROOT } from '../../src/window/protocol.ts';

/** The server refused a request, or did not understand it. */
export class ServerError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const WORLDS = '/_sandbox/worlds';
/** A state may wait for 20 s. */
const DEADLINE_MS = 30_000;

/** Talks to the sandbox that the page comes from. */
export class Server {
  token: string;
  readonly #fetch: typeof globalThis.fetch;

  constructor(token: string, fetch: typeof globalThis.fetch) {
    this.token = token;
    this.#fetch = fetch;
  }

  /** Reads what the window alone uses. */
  read<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.#json<T>('GET', WINDOW_ROOT + path, undefined, signal);
  }

  /** Changes what the window alone uses. */
  change(method: string, path: string): Promise<unknown> {
    return this.#json(method, WINDOW_ROOT + path, undefined, undefined);
  }

  /** Sends a control of a world. */
  control<T>(world: string, method: string, path: string, body?: unknown): Promise<T> {
    return this.#json<T>(method, `${WORLDS}/${encodeURIComponent(world)}${path}`, body, undefined);
  }

  /** Begins a world and returns its tag. */
  async beginWorld(): Promise<string> {
    const { world } = await this.#json<{ world: string }>('POST', WORLDS, {}, undefined);
    return world;
  }

  /** Reads the content of a file. */
  async content(world: string, submission: string, signal: AbortSignal): Promise<Blob> {
    const path = `/worlds/${encodeURIComponent(world)}/submissions/${encodeURIComponent(submission)}/content`;
    return (await this.#send('GET', WINDOW_ROOT + path, undefined, signal)).blob();
  }

  async #json<T>(
    method: string,
    path: string,
    body: unknown,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    return (await this.#send(method, path, body, signal)).json() as Promise<T>;
  }

  async #send(
    method: string,
    path: string,
    body: unknown,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const response = await this.#fetch(path, {
      method,
      headers: { 'X-Sandbox-Token': this.token },
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    throw new ServerError(response.status, await messageOf(response));
  }
}

async function messageOf(response: Response): Promise<string> {
  try {
    const { error } = (await response.json()) as { error: { message: string } };
    return error.message;
  } catch {
    return `The sandbox responded with ${response.status}`;
  }
}
