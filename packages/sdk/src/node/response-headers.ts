/** Headers as Node and undici return them: lower-case names, repeated headers as a string or a list. */
export type RawHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The members of `Headers` that the client reads. */
export class ResponseHeaders {
  readonly #raw: RawHeaders;

  constructor(raw: RawHeaders) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    const value = this.#raw[name.toLowerCase()];
    return value === undefined ? null : join(value);
  }

  has(name: string): boolean {
    return this.#raw[name.toLowerCase()] !== undefined;
  }

  forEach(callback: (value: string, name: string) => void): void {
    for (const [name, value] of Object.entries(this.#raw)) callback(join(value ?? ''), name);
  }
}

/** Joins the values of a repeated header as `fetch` does. */
function join(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.join(', ');
}
