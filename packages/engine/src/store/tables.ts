import type { Tables } from './store.ts';

type Row<T> = T extends { get(id: string): Promise<infer R | undefined> } ? R : never;
/** Every table of records that are found by id. */
export type TableName = Exclude<
  keyof Tables,
  'tasks' | 'outbox' | 'feed' | 'summaries' | 'callers'
>;
/** The record type of a table. */
export type RowOf<Name extends TableName> = Row<Tables[Name]>;
/** Equality filters that have an index, the most selective first. */
export type IndexesOf<Name extends TableName> = readonly (readonly (keyof RowOf<Name> &
  string)[])[];

/** The indexes that every store must have, one for each query of the operations. */
export const tableIndexes: { readonly [Name in TableName]: IndexesOf<Name> } = {
  organizations: [['email'], ['mailbox']],
  api_keys: [['organization_id']],
  key_secrets: [['key_id']],
  idempotency: [],
  jobs: [['organization_id', 'environment'], ['offered']],
  workers: [['job_id']],
  assignments: [['job_id'], ['worker_id']],
  submissions: [['job_id'], ['organization_id', 'environment'], ['worker_id']],
  submission_attempts: [['submission_id'], ['job_id']],
  assessments: [['submission_id'], ['job_id'], ['organization_id', 'environment', 'outcome']],
  files: [['job_id'], ['submission_id'], ['organization_id', 'environment']],
  webhook_endpoints: [['organization_id', 'environment']],
  events: [['job_id'], ['organization_id', 'environment']],
  deliveries: [['event_id'], ['endpoint_id']],
  credit_lots: [['organization_id', 'status'], ['organization_id']],
  credit_holds: [['organization_id']],
  credit_transactions: [['organization_id']],
  credit_purchases: [['reference'], ['organization_id', 'status'], ['organization_id']],
  credit_reversals: [['organization_id', 'status']],
  ledger_entries: [['organization_id']],
  worker_entries: [['worker_id', 'account'], ['worker_id'], ['organization_id']],
  payouts: [['worker_id', 'status'], ['worker_id']],
  audit_events: [['organization_id', 'environment']],
  usage_records: [['organization_id', 'environment']],
  data_exports: [['organization_id']],
  erasures: [['organization_id']],
  worker_accounts: [],
  consents: [['organization_id']],
  members: [['email'], ['organization_id']],
  sign_in_codes: [],
  authenticators: [['organization_id']],
  passkeys: [['credential_id'], ['organization_id', 'member_id'], ['organization_id']],
  mails: [['recipient']],
  uploads: [['job_id'], ['organization_id']],
  appeals: [['job_id'], ['organization_id'], ['status']],
  quota_usage: [['organization_id', 'environment']],
};

export const tableNames = Object.keys(tableIndexes) as TableName[];
