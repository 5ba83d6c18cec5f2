import type { GetUsageSummaryQuery, ListUsageQuery, UsageSummary } from '@firsthandapi/spec';
import { dateWindow } from '../lists/date-window.ts';
import { listPage } from '../lists/pagination.ts';
import { walkRows } from '../store/rows.ts';
import { scopeOf } from '../store/scope.ts';
import { timestamp } from '../time/timestamp.ts';
import { presentUsageRecord } from '../usage/present-usage-record.ts';
import { type SummarizedRequest, summarizeUsage } from '../usage/usage-summary.ts';
import type { Operation } from './operation.ts';

export const listUsage: Operation<unknown, ListUsageQuery> = (call) => {
  const { from, to } = dateWindow(call.query, call.now);
  const query = {
    where: scopeOf(call),
    atLeast: { created_at: from },
    below: { created_at: to },
  };
  return listPage(call, call.tables.usage_records, query, presentUsageRecord);
};

export const getUsageSummary: Operation<unknown, GetUsageSummaryQuery> = async (call) => {
  const { from, to } = dateWindow(call.query, call.now);
  const requests: SummarizedRequest[] = [];
  const rows = walkRows(call.tables.usage_records, {
    where: scopeOf(call),
    atLeast: { created_at: from },
    below: { created_at: to },
  });
  for await (const row of rows) requests.push(row);
  const body: UsageSummary = {
    object: 'usage_summary',
    start_date: timestamp(from),
    end_date: timestamp(to),
    ...summarizeUsage(requests),
  };
  return { status: 200, body };
};
