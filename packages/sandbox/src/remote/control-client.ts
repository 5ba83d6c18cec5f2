import { CONTROL_ROUTES, type ControlName, TOKEN_HEADER, WORLDS_PATH } from './control-routes.ts';

/** Sends controls to a sandbox server. */
export class ControlClient {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** Sends a control to a world. Rejects with the server's error message. */
  control<T>(world: string, name: ControlName, body?: unknown, query = ''): Promise<T> {
    const [method, path] = CONTROL_ROUTES[name];
    return this.send(method, `${WORLDS_PATH}/${world}${path}${query}`, body);
  }

  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await globalThis.fetch(this.#url + path, {
      method,
      headers: {
        [TOKEN_HEADER]: this.#token,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
    throw toError(response.status, text);
  }
}

/** As in a world of this process: a TypeError for invalid arguments, an Error for everything else. */
function toError(status: number, text: string): Error {
  const message = messageOf(text) ?? `The sandbox server returned status ${status}`;
  return status === 400 ? new TypeError(message) : new Error(message);
}

function messageOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: { message?: string } }).error?.message;
  } catch {
    return undefined;
  }
}
