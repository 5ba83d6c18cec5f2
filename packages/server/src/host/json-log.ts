import { redact } from './redact.ts';

/** Where a server writes what it does. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, unknown>>): void;
  /** Resolves when everything is written. */
  flush(): Promise<void>;
}

/** Takes lines, as `process.stdout` does. */
export interface LineSink {
  write(text: string, done?: () => void): unknown;
}

/** One JSON object a line, written together at the end of each turn of the event loop. */
export class JsonLog implements Log {
  readonly #sink: LineSink;
  #lines = '';

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  info(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#add({ level: 'info', event, ...fields });
  }

  error(event: string, error: unknown, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#add({ level: 'error', event, ...fields, error: describe(error) });
  }

  flush(): Promise<void> {
    return new Promise((resolve) => {
      const lines = this.#lines;
      this.#lines = '';
      this.#sink.write(lines, resolve);
    });
  }

  #add(entry: Readonly<Record<string, unknown>>): void {
    if (this.#lines === '') setImmediate(() => this.#writeOut());
    this.#lines += `${redact(JSON.stringify({ time: new Date().toISOString(), ...entry }))}\n`;
  }

  #writeOut(): void {
    if (this.#lines === '') return;
    this.#sink.write(this.#lines);
    this.#lines = '';
  }
}

export const silentLog: Log = {
  info: () => {},
  error: () => {},
  flush: () => Promise.resolve(),
};

/** Name, code, message and place. Other properties may quote data, as a database's errors do. */
function describe(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    ...('code' in error && { code: String(error.code) }),
    stack: stack
      ?.split('\n')
      .slice(1, 6)
      .map((line) => line.trim()),
    ...(cause !== undefined && { cause: describe(cause) }),
  };
}
