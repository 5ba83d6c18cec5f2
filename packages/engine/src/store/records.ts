/**
 * The records in the store. Field names are the contract's; times are milliseconds since the Unix epoch. Records are
 * plain JSON values, so that a snapshot is `JSON.stringify` of them.
 */

export type * from './records/api-keys.ts';
export type * from './records/assessments.ts';
export type * from './records/audit.ts';
export type * from './records/credits.ts';
export type * from './records/earnings.ts';
export type * from './records/files.ts';
export type * from './records/idempotency.ts';
export type * from './records/jobs.ts';
export type * from './records/organizations.ts';
export type * from './records/owned.ts';
export type * from './records/people.ts';
export type * from './records/privacy.ts';
export type * from './records/quotas.ts';
export type * from './records/submission-attempts.ts';
export type * from './records/submissions.ts';
export type * from './records/tasks.ts';
export type * from './records/uploads.ts';
export type * from './records/usage.ts';
export type * from './records/webhooks.ts';
export type * from './records/workers.ts';
