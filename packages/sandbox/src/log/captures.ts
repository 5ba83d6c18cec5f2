/** Headers as pairs, in the order in which they were sent. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** The beginning of a body. */
export interface CapturedBody {
  /** Null when the body is not text. */
  readonly text: string | null;
  /** Length of the whole body: bytes, or UTF-16 units of a text. Null when it is unknown. */
  readonly size: number | null;
  /** True when `text` is only its beginning. */
  readonly isCut: boolean;
}

/** A request or a response. */
export interface CapturedMessage {
  readonly headers: HeaderList;
  /** Null for none. */
  readonly body: CapturedBody | null;
}

/** Both messages of a request or delivery, as they were sent: secrets are masked when they are read. */
export interface CapturedExchange {
  readonly request: CapturedMessage;
  /** Null when there was none. */
  readonly response: CapturedMessage | null;
}

/** Characters kept of each body. */
export const BODY_LIMIT = 16_384;
/** Together with the limit of each body, these bound the memory that a window takes. */
const MOST_EXCHANGES = 2_000;
const MOST_CHARACTERS = 16 * 1_048_576;
const MOST_HEADERS = 64;
const LONGEST_HEADER = 1_024;

/** The messages of the newest requests and deliveries of all worlds of a sandbox, by their note in the log. */
export class Captures {
  readonly #kept = new Map<
    object,
    { readonly exchange: CapturedExchange; readonly length: number }
  >();
  #characters = 0;

  /** Keeps an exchange until newer ones need its place. */
  set(note: object, exchange: CapturedExchange): void {
    const length = lengthOf(exchange);
    this.#kept.set(note, { exchange, length });
    this.#characters += length;
    for (const [oldest, { length: freed }] of this.#kept) {
      if (this.#kept.size <= MOST_EXCHANGES && this.#characters <= MOST_CHARACTERS) break;
      this.#kept.delete(oldest);
      this.#characters -= freed;
    }
  }

  /** Returns the exchange of a note, or undefined when it was not kept. */
  get(note: object): CapturedExchange | undefined {
    return this.#kept.get(note)?.exchange;
  }
}

/** Returns the beginning of a text. The copy does not keep the whole text alive, as a slice would. */
export function captureText(text: string): CapturedBody {
  if (text.length <= BODY_LIMIT) return { text, size: text.length, isCut: false };
  const beginning = new TextDecoder().decode(new TextEncoder().encode(text.slice(0, BODY_LIMIT)));
  return { text: beginning, size: text.length, isCut: true };
}

/** Returns headers as pairs, cut to what a reader needs. */
export function captureHeaders(headers: Iterable<readonly [string, string]>): HeaderList {
  const captured: [string, string][] = [];
  for (const [name, value] of headers) {
    if (captured.length === MOST_HEADERS) break;
    captured.push([name.toLowerCase().slice(0, 128), value.slice(0, LONGEST_HEADER)]);
  }
  return captured;
}

function lengthOf({ request, response }: CapturedExchange): number {
  return messageLength(request) + (response === null ? 0 : messageLength(response));
}

function messageLength({ headers, body }: CapturedMessage): number {
  let length = body?.text?.length ?? 0;
  for (const [name, value] of headers) length += name.length + value.length;
  return length;
}
