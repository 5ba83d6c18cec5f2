import type { createClient } from '@redis/client';
import type { RedisSettings } from './redis-settings.ts';

export type RedisClient = ReturnType<typeof createClient>;

/** Commands without a reply, beyond which the client refuses more. */
const MOST_PENDING = 10_000;
const CONNECT_MS = 1_000;

/** Returns what creates clients. Loads the library, which only servers with `REDIS_URL` need. */
export async function loadRedis({ url }: RedisSettings): Promise<() => RedisClient> {
  const library = await import('@redis/client');
  return () =>
    library.createClient({
      url,
      // `RedisLink` connects again; a command that cannot be sent fails instead of waiting for that.
      socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
      disableOfflineQueue: true,
      commandsQueueMaxLength: MOST_PENDING,
      maintNotifications: 'disabled',
    });
}
