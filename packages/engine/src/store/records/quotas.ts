import type { Owned } from './owned.ts';

/** What one environment of an organization uses of one quota. A quota without a limit has none. */
export interface QuotaUsageRecord extends Owned {
  /** `<organization>:<environment>:<quota>` */
  readonly id: string;
  readonly used: number;
  /** The end of the hour or day that `used` counts; null for a quota that counts what exists. */
  readonly resets_at: number | null;
}
