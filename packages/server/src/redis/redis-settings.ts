/** The Redis or Valkey that processes on one database share. */
export interface RedisSettings {
  /** `redis://` or, over TLS, `rediss://`; may contain a password, so it is never logged. */
  readonly url: string;
  /** Begins the name of every key and channel, so that services can share a Redis. */
  readonly prefix: string;
}
