import type { Owned } from './owned.ts';

export interface DataExportRecord extends Owned {
  readonly id: string;
  readonly status: 'pending' | 'ready' | 'expired';
  readonly content_key: string | null;
  readonly size_bytes: number | null;
  readonly url_expires_at: number | null;
  readonly created_at: number;
  readonly completed_at: number | null;
}

export interface ErasureRecord extends Owned {
  readonly id: string;
  readonly target: { readonly type: 'job' | 'organization' | 'worker'; readonly id: string };
  readonly status: 'pending' | 'completed';
  readonly erased: readonly { readonly category: string; readonly count: number }[];
  readonly retained: readonly {
    readonly category: string;
    readonly reason: string;
    readonly until: number;
  }[];
  readonly created_at: number;
  readonly completed_at: number | null;
}
