import type { FileAnnotations } from '@firsthandapi/spec';
import type { Owned } from './owned.ts';
import type { DeviceInfo } from './workers.ts';

export interface FileRecord extends Owned {
  readonly id: string;
  readonly job_id: string;
  readonly submission_id: string;
  readonly content_key: string | null;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly duration_seconds: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly content_hash: string;
  readonly captured_at: number | null;
  readonly ai_star_rating: number;
  readonly device_info: DeviceInfo;
  readonly worker_region: string | null;
  /** What a scorer recognised; null for simulated files, whose annotations are derived from what they are. */
  readonly annotations: FileAnnotations | null;
  readonly url_expires_at: number;
  readonly created_at: number;
}
