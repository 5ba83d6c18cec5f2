import { type Migration, OWNED } from '../migration.ts';

/** Attempts that a retry replaced, and previews of what is not approved. */
export const submissionAttempts: Migration = {
  version: 25,
  name: 'submission attempts',
  statements: [
    'ALTER TABLE submissions ADD COLUMN preview {json}',
    `CREATE TABLE submission_attempts (
      id {text} PRIMARY KEY,
      ${OWNED},
      submission_id {text} NOT NULL REFERENCES submissions (id) {deferred},
      job_id {text} NOT NULL REFERENCES jobs (id) {deferred},
      worker_id {text} NOT NULL,
      attempt {integer} NOT NULL CHECK (attempt > 0),
      ai_star_rating {integer} CHECK (ai_star_rating BETWEEN 1 AND 5),
      ai_dimensions {json},
      ai_reasoning {text},
      content_key {text},
      preview {json},
      content_type {text} NOT NULL,
      size_bytes {integer} NOT NULL CHECK (size_bytes >= 0),
      width {integer},
      height {integer},
      duration_seconds {real},
      content_hash {text} NOT NULL,
      captured_at {integer},
      submitted_at {integer} NOT NULL,
      scored_at {integer},
      sealed {text}
    ) {strict}`,
    'CREATE INDEX submission_attempts_submission ON submission_attempts (submission_id, id)',
    'CREATE INDEX submission_attempts_job ON submission_attempts (job_id, id)',
    'CREATE INDEX submission_attempts_unsealed ON submission_attempts (id) WHERE sealed IS NULL',
  ],
};
