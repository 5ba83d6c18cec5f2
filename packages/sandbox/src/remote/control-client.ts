import { describeError } from '../values/describe-error.ts';
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
    const { ok, status, text } = await this.#exchange(path, {
      method,
      headers: {
        [TOKEN_HEADER]: this.#token,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const value = text === '' ? undefined : parse(text);
    if (ok && value !== NOT_JSON) return value as T;
    throw toError(status, value) ?? this.#foreign(status);
  }

  async #exchange(path: string, init: RequestInit) {
    try {
      const response = await globalThis.fetch(this.#url + path, init);
      return { ok: response.ok, status: response.status, text: await response.text() };
    } catch (error) {
      throw new Error(
        `Cannot reach a sandbox server at ${this.#url} (${describeError({ error })}); ` +
          'start one with npx @firsthandapi/sandbox serve, and pass the url that it prints',
        { cause: error },
      );
    }
  }

  #foreign(status: number): Error {
    return new Error(
      `The server at ${this.#url} is no sandbox: it returned status ${status}; ` +
        'pass the url that npx @firsthandapi/sandbox serve prints',
    );
  }
}

const NOT_JSON = Symbol('not JSON');

/** As in a world of this process: a TypeError for invalid arguments, an Error for everything else. */
function toError(status: number, value: unknown): Error | undefined {
  const { error } = Object(value) as { error?: { message?: unknown } };
  if (typeof error?.message !== 'string') return undefined;
  return status === 400 ? new TypeError(error.message) : new Error(error.message);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}
