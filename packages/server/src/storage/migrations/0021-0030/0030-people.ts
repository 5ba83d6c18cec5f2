import { type Migration, OWNED } from '../migration.ts';

/** A worker owns records of their own, and has a row among the organizations for that (docs/decisions/0023). */
const OF_WORKER = 'organization_id {text} NOT NULL REFERENCES organizations (id) {deferred}';
const SEALED = ['worker_accounts', 'uploads', 'appeals'] as const;

/** Accounts of workers, how they sign in, what they agree to and send, and the jobs that they are offered. */
export const people: Migration = {
  version: 30,
  name: 'people',
  statements: [
    `CREATE TABLE worker_accounts (
      id {text} PRIMARY KEY,
      ${OF_WORKER},
      language {text},
      region {text},
      device_info {json} NOT NULL,
      created_at {integer} NOT NULL,
      sealed {text}
    ) {strict}`,
    `CREATE TABLE consents (
      id {text} PRIMARY KEY,
      ${OF_WORKER},
      document {text} NOT NULL CHECK (document IN ('terms', 'privacy', 'age_statement')),
      version {text} NOT NULL,
      given_at {integer} NOT NULL,
      withdrawn_at {integer}
    ) {strict}`,
    'CREATE INDEX consents_organization ON consents (organization_id, id)',
    `CREATE TABLE sign_in_codes (
      id {text} PRIMARY KEY,
      code {text} NOT NULL,
      tries_left {integer} NOT NULL CHECK (tries_left >= 0),
      created_at {integer} NOT NULL,
      expires_at {integer} NOT NULL
    ) {strict}`,
    `CREATE TABLE mails (
      id {text} PRIMARY KEY,
      kind {text} NOT NULL,
      sealed_message {text} NOT NULL,
      attempts {integer} NOT NULL,
      created_at {integer} NOT NULL
    ) {strict}`,
    `CREATE TABLE uploads (
      id {text} PRIMARY KEY,
      ${OWNED},
      job_id {text} NOT NULL,
      job_organization_id {text} NOT NULL,
      status {text} NOT NULL CHECK (status IN ('receiving', 'complete', 'used')),
      content_type {text} NOT NULL,
      size_bytes {integer} NOT NULL CHECK (size_bytes > 0),
      sha256 {text} NOT NULL,
      received_bytes {integer} NOT NULL CHECK (received_bytes BETWEEN 0 AND size_bytes),
      content_key {text},
      width {integer},
      height {integer},
      duration_seconds {real},
      submission_id {text},
      created_at {integer} NOT NULL,
      expires_at {integer} NOT NULL,
      sealed {text}
    ) {strict}`,
    'CREATE INDEX uploads_job ON uploads (job_id, id)',
    'CREATE INDEX uploads_organization ON uploads (organization_id, id)',
    `CREATE TABLE appeals (
      id {text} PRIMARY KEY,
      ${OWNED},
      job_id {text} NOT NULL,
      status {text} NOT NULL CHECK (status IN ('open', 'upheld', 'overturned')),
      text {text} NOT NULL,
      answer {text},
      decided_by {text},
      created_at {integer} NOT NULL,
      due_at {integer} NOT NULL,
      answered_at {integer},
      sealed {text},
      CHECK ((status = 'open') = (answered_at IS NULL))
    ) {strict}`,
    'CREATE INDEX appeals_job ON appeals (job_id, id)',
    'CREATE INDEX appeals_organization ON appeals (organization_id, id)',
    'CREATE INDEX appeals_status ON appeals (status, id)',
    ...SEALED.map((name) => `CREATE INDEX ${name}_unsealed ON ${name} (id) WHERE sealed IS NULL`),
    'CREATE INDEX submissions_worker ON submissions (worker_id, id)',
    'ALTER TABLE jobs ADD COLUMN offered {text}',
    `UPDATE jobs SET offered = 'live'
      WHERE environment = 'live' AND status IN ('open', 'filled', 'in_progress')`,
    'CREATE INDEX jobs_offered ON jobs (offered, id) WHERE offered IS NOT NULL',
  ],
};
