import type { Erasure } from '@firsthandapi/spec';
import type { ErasureRecord } from '../store/records.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';

export function presentErasure(erasure: ErasureRecord): Erasure {
  return {
    object: 'erasure',
    id: erasure.id,
    target: erasure.target as Erasure['target'],
    status: erasure.status,
    created_at: timestamp(erasure.created_at),
    completed_at: nullableTimestamp(erasure.completed_at),
    erased: [...erasure.erased],
    retained: erasure.retained.map((kept) => ({ ...kept, until: timestamp(kept.until) })),
  };
}
