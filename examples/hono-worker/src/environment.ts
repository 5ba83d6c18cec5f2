import type { D1Database, R2Bucket } from '@cloudflare/workers-types';

/** The worker's bindings; see `wrangler.json`. Secrets are set with `wrangler secret put`. */
export interface Environment {
  readonly FIRSTHAND_API_KEY: string;
  readonly FIRSTHAND_WEBHOOK_SECRET: string;
  /** Only needed for a sandbox. */
  readonly FIRSTHAND_BASE_URL?: string;
  readonly DATABASE: D1Database;
  readonly PHOTOS: R2Bucket;
}
