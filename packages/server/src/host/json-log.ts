import { redact } from './redact.ts';

/** The log of a server. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, unknown>>): void;
  /** Resolves when everything is written, or after two seconds when it cannot be. */
  flush(): Promise<void>;
  /** Number of lines that were lost because they could not be written. */
  readonly droppedLines?: number;
}

/** A writable for lines, such as `process.stdout`. */
export interface LineSink {
  /** Calls `done` when the text is written, or with an error if that fails. Returns false when its buffer is full. */
  write(text: string, done?: (error?: Error | null) => void): unknown;
  /** Emits `drain` when it accepts lines again after `write` returned false, and `error` when it cannot write. */
  on?(event: 'drain' | 'error', listener: () => void): unknown;
}

/** Longer lines are cut before they are searched, so that no line is expensive. */
const LONGEST_LINE = 4_096;
const LONGEST_FIELD = 1_024;
/** Maximum characters buffered for a slow reader. Beyond it, new lines are dropped. */
const LONGEST_BUFFER = 1_048_576;
/** How many nested causes of an error are logged. */
const DEEPEST_CAUSE = 3;
const FLUSH_LIMIT_MS = 2_000;

/**
 * Writes one JSON object per line, and all lines of one event loop tick together. When the reader stops, is slow or has
 * no space left, lines are dropped and counted; the server keeps running.
 */
export class JsonLog implements Log {
  readonly #sink: LineSink;
  #lines: string[] = [];
  #bufferedLength = 0;
  #isScheduled = false;
  #isFull = false;
  #droppedLines = 0;

  constructor(sink: LineSink) {
    this.#sink = sink;
    // Without a listener the error would end the process; the callback of the write counts the lost lines.
    sink.on?.('error', () => {});
    sink.on?.('drain', () => {
      this.#isFull = false;
      this.#writeOut();
    });
  }

  get droppedLines(): number {
    return this.#droppedLines;
  }

  info(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#add({ level: 'info', event, ...fields });
  }

  error(event: string, error: unknown, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#add({ level: 'error', event, ...fields, error: describe(error) });
  }

  async flush(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FLUSH_LIMIT_MS);
    });
    const written = new Promise<void>((resolve) => this.#write(resolve));
    await Promise.race([written, tooLong]);
    clearTimeout(timer);
  }

  #add(entry: Readonly<Record<string, unknown>>): void {
    const line = `${redact(formatLine({ time: new Date().toISOString(), ...entry }))}\n`;
    if (this.#bufferedLength + line.length > LONGEST_BUFFER) {
      this.#droppedLines += 1;
      return;
    }
    this.#lines.push(line);
    this.#bufferedLength += line.length;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#writeOut();
    });
  }

  #writeOut(): void {
    if (!this.#isFull && this.#lines.length > 0) this.#write(() => {});
  }

  #write(done: () => void): void {
    const count = this.#lines.length;
    const text = this.#lines.join('');
    this.#lines = [];
    this.#bufferedLength = 0;
    const accepted = this.#sink.write(text, (error) => {
      if (error) this.#droppedLines += count;
      done();
    });
    this.#isFull = accepted === false;
  }
}

export const silentLog: Log = {
  info: () => {},
  error: () => {},
  flush: () => Promise.resolve(),
};

/** Returns the entry as JSON with long texts cut. An entry that is still too long keeps only its identifying fields. */
function formatLine(entry: Readonly<Record<string, unknown>>): string {
  const line = JSON.stringify(entry, (_, value) =>
    typeof value === 'string' ? cut(value) : value,
  );
  if (line.length <= LONGEST_LINE) return line;
  const { time, level, event, request_id } = entry;
  return JSON.stringify({ time, level, event, request_id, is_truncated: true });
}

/** Cuts after a whole word, since half of a secret or an address may no longer be recognised as one. */
function cut(text: string): string {
  if (text.length <= LONGEST_FIELD) return text;
  const begin = text.slice(0, LONGEST_FIELD);
  return `${begin.slice(0, begin.lastIndexOf(' ') + 1)}…`;
}

/** Returns name, code, message and stack. Other properties may contain data, as those of database errors do. */
function describe(error: unknown, depth = 0): Readonly<Record<string, unknown>> {
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
    ...(cause !== undefined && depth < DEEPEST_CAUSE && { cause: describe(cause, depth + 1) }),
  };
}
