import type { D1Database, R2Bucket } from '@cloudflare/workers-types';

/** What the worker is bound to; see `wrangler.json`. The secrets are set with `wrangler secret put`. */
export interface Environment {
  readonly FIRSTHAND_API_KEY: string;
  readonly FIRSTHAND_WEBHOOK_SECRET: string;
  /** Only to use a sandbox. */
  readonly FIRSTHAND_BASE_URL?: string;
  readonly DATABASE: D1Database;
  readonly PHOTOS: R2Bucket;
}
