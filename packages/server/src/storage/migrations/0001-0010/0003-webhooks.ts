import { type Migration, OWNED } from '../migration.ts';

export const webhooks: Migration = {
  version: 3,
  name: 'webhooks',
  statements: [
    `CREATE TABLE webhook_endpoints (
      id {text} PRIMARY KEY,
      ${OWNED},
      url {text} NOT NULL,
      events {json} NOT NULL,
      description {text},
      enabled {boolean} NOT NULL,
      secrets {json} NOT NULL,
      created_at {integer} NOT NULL,
      updated_at {integer} NOT NULL
    ) {strict}`,
    'CREATE INDEX webhook_endpoints_owner ON webhook_endpoints (organization_id, environment, id)',
    `CREATE TABLE events (
      id {text} PRIMARY KEY,
      ${OWNED},
      type {text} NOT NULL,
      job_id {text},
      body {text} NOT NULL,
      status {text} NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
      created_at {integer} NOT NULL
    ) {strict}`,
    'CREATE INDEX events_job ON events (job_id, id) WHERE job_id IS NOT NULL',
    'CREATE INDEX events_owner ON events (organization_id, environment, id)',
    'CREATE INDEX events_owner_status ON events (organization_id, environment, status, id)',
    // Deliveries are kept after their endpoint is deleted, hence no foreign key.
    `CREATE TABLE deliveries (
      id {text} PRIMARY KEY,
      ${OWNED},
      event_id {text} NOT NULL REFERENCES events (id) {deferred},
      endpoint_id {text} NOT NULL,
      status {text} NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
      attempts {integer} NOT NULL CHECK (attempts >= 0),
      last_status_code {integer},
      next_attempt_at {integer},
      created_at {integer} NOT NULL
    ) {strict}`,
    'CREATE INDEX deliveries_event ON deliveries (event_id, id)',
    'CREATE INDEX deliveries_endpoint ON deliveries (endpoint_id, id)',
  ],
};
