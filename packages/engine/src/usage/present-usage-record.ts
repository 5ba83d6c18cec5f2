import {
  type OperationId,
  operations,
  type UsageRecord as UsageResource,
} from '@firsthandapi/spec';
import type { UsageRecord } from '../store/records.ts';
import { timestamp } from '../time/timestamp.ts';

export function presentUsageRecord(record: UsageRecord): UsageResource {
  const { method, path } = operations[record.operation as OperationId];
  return {
    object: 'usage_record',
    id: record.id,
    operation: record.operation,
    method,
    path,
    status: record.status,
    duration_seconds: record.duration_ms / 1_000,
    credits_cents: record.credits_cents,
    api_key_id: record.api_key_id,
    environment: record.environment,
    client: record.client,
    created_at: timestamp(record.created_at),
  };
}
