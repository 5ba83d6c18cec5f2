import type { ErasureRecord } from '@firsthandapi/engine';
import type { StoreLocation } from '../storage/open-store.ts';
import type { Manifest, Summary } from './backup-format.ts';
import type { BackupSecret } from './backup-secret.ts';
import type { UnpackedFiles } from './unpacked-files.ts';

/** An archive with its keys, and the empty place that it is unpacked into. */
export interface FillPlan {
  readonly archive: string;
  readonly keys: string;
  readonly secret: BackupSecret;
  readonly store: StoreLocation;
  readonly files: UnpackedFiles;
  /** Called when everything is unpacked, before it is committed. */
  readonly onFilled?: () => Promise<void>;
}

/** What was unpacked. */
export interface Filled {
  readonly manifest: Manifest;
  readonly summary: Summary;
  /** Organizations whose data key no longer exists, so that what is sealed of them cannot be read. */
  readonly withoutKey: number;
  /** Erasures completed since the archive was made, the oldest first. */
  readonly erasures: readonly ErasureRecord[];
}
