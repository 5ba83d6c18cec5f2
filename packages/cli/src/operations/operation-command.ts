/** How the text after a flag becomes JSON. */
export type FlagKind = 'text' | 'number' | 'boolean' | 'object' | 'map';

/** One field of a request, as a flag. */
export interface Flag {
  /** Without its dashes: `files-needed`, or `location.lat` for a field of an object. */
  readonly name: string;
  /** Where its value goes in the body or the query. */
  readonly path: readonly string[];
  readonly kind: FlagKind;
  readonly description: string;
  /** May be given several times; the values make a list. */
  readonly isList?: true;
  readonly isRequired?: true;
  /** `--unset` may clear it. */
  readonly isNullable?: true;
  /** The values that the API accepts, for completion. */
  readonly values?: readonly string[];
}

/** One operation of the API as a command. */
export interface OperationCommand {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** The ids in its path, in their order. */
  readonly ids: readonly string[];
  /** What the flags fill. */
  readonly payload?: 'body' | 'query';
  readonly isList?: true;
  /** Whether it needs an `Idempotency-Key`, which `--idempotency-key` may choose. */
  readonly isIdempotent?: true;
  /** Whether the service may hold the response until something changes. */
  readonly isLongPoll?: true;
  /** Whether it takes no API key. */
  readonly isPublic?: true;
  readonly flags: readonly Flag[];
  /** What follows `firsthand` in an example. */
  readonly example: readonly string[];
}
