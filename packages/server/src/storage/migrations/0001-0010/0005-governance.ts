import { type Migration, OWNED } from '../migration.ts';

export const governance: Migration = {
  version: 5,
  name: 'governance',
  statements: [
    `CREATE TABLE audit_events (
      id {text} PRIMARY KEY,
      ${OWNED},
      action {text} NOT NULL,
      actor {json} NOT NULL,
      resource {json} NOT NULL,
      ip {text},
      user_agent {text},
      request_id {text},
      created_at {integer} NOT NULL
    ) {strict}`,
    'CREATE INDEX audit_events_owner ON audit_events (organization_id, environment, id)',
    'CREATE INDEX audit_events_age ON audit_events (organization_id, environment, created_at)',
    `CREATE TABLE usage_records (
      id {text} PRIMARY KEY,
      ${OWNED},
      operation {text} NOT NULL,
      api_key_id {text} NOT NULL,
      status {integer} NOT NULL,
      duration_ms {real} NOT NULL,
      credits_cents {integer} NOT NULL,
      client {text} NOT NULL,
      created_at {integer} NOT NULL
    ) {strict}`,
    'CREATE INDEX usage_records_owner ON usage_records (organization_id, environment, id)',
    'CREATE INDEX usage_records_age ON usage_records (organization_id, environment, created_at)',
    `CREATE TABLE data_exports (
      id {text} PRIMARY KEY,
      ${OWNED},
      status {text} NOT NULL CHECK (status IN ('pending', 'ready', 'expired')),
      content_key {text},
      size_bytes {integer},
      url_expires_at {integer},
      created_at {integer} NOT NULL,
      completed_at {integer}
    ) {strict}`,
    'CREATE INDEX data_exports_organization ON data_exports (organization_id, id)',
    `CREATE TABLE erasures (
      id {text} PRIMARY KEY,
      ${OWNED},
      target {json} NOT NULL,
      status {text} NOT NULL CHECK (status IN ('pending', 'completed')),
      erased {json} NOT NULL,
      retained {json} NOT NULL,
      created_at {integer} NOT NULL,
      completed_at {integer}
    ) {strict}`,
    'CREATE INDEX erasures_organization ON erasures (organization_id, id)',
  ],
};
