import { type Migration, OWNED } from '../migration.ts';

/** How what people submit is assessed, and what is recognised in it. */
export const assessments: Migration = {
  version: 23,
  name: 'assessments',
  statements: [
    'ALTER TABLE submissions ADD COLUMN rejection_code {text}',
    'ALTER TABLE files ADD COLUMN annotations {json}',
    `CREATE TABLE assessments (
      id {text} PRIMARY KEY,
      ${OWNED},
      job_id {text} NOT NULL REFERENCES jobs (id) {deferred},
      submission_id {text} NOT NULL REFERENCES submissions (id) {deferred},
      attempt {integer} NOT NULL CHECK (attempt > 0),
      call {integer} NOT NULL CHECK (call > 0),
      outcome {text} NOT NULL CHECK (
        outcome IN ('running', 'lost', 'failed', 'superseded', 'scored', 'needs_review')
      ),
      dimensions {json},
      reasoning {text},
      rejection_code {text},
      confidence {real} CHECK (confidence BETWEEN 0 AND 1),
      judged {json} NOT NULL,
      safety {json},
      signals {json} NOT NULL,
      votes {json} NOT NULL,
      models {json} NOT NULL,
      annotations {json},
      cost_microcents {integer} NOT NULL CHECK (cost_microcents >= 0),
      started_at {integer} NOT NULL,
      ended_at {integer},
      sealed {text}
    ) {strict}`,
    'CREATE INDEX assessments_submission ON assessments (submission_id, id)',
    'CREATE INDEX assessments_unsealed ON assessments (id) WHERE sealed IS NULL',
    'CREATE INDEX assessments_job ON assessments (job_id, id)',
    'CREATE INDEX assessments_outcome ON assessments (organization_id, environment, outcome, id)',
  ],
};
