/** Milliseconds since the Unix epoch, as the engine's clock counts them. */
export type Instant = number;
