import { type Migration, OWNED } from '../migration.ts';

export const organizationsAndKeys: Migration = {
  version: 1,
  name: 'organizations and keys',
  statements: [
    `CREATE TABLE organizations (
      id {text} PRIMARY KEY,
      name {text} NOT NULL,
      email {text} NOT NULL,
      billing_contact {json},
      tier {text} NOT NULL CHECK (tier IN ('free', 'standard', 'enterprise')),
      custom_limits {json},
      default_type {text} CHECK (default_type IN ('data_collection', 'feedback')),
      default_price_per_file_cents {integer} CHECK (default_price_per_file_cents > 0),
      low_balance_threshold_cents {integer} CHECK (low_balance_threshold_cents >= 0),
      auto_topup_enabled {boolean} NOT NULL,
      auto_topup_threshold_cents {integer} CHECK (auto_topup_threshold_cents >= 0),
      auto_topup_amount_cents {integer} CHECK (auto_topup_amount_cents > 0),
      created_at {integer} NOT NULL,
      updated_at {integer} NOT NULL,
      erased_at {integer}
    ) {strict}`,
    // One organization per email address. Erased organizations are exempt: theirs is a placeholder.
    'CREATE UNIQUE INDEX organizations_email ON organizations (email) WHERE erased_at IS NULL',
    `CREATE TABLE api_keys (
      id {text} PRIMARY KEY,
      ${OWNED},
      name {text} NOT NULL,
      scopes {json} NOT NULL,
      prefix {text} NOT NULL,
      last_four {text} NOT NULL,
      created_at {integer} NOT NULL,
      last_used_at {integer},
      expires_at {integer},
      revoked_at {integer}
    ) {strict}`,
    'CREATE INDEX api_keys_organization ON api_keys (organization_id, id)',
    `CREATE TABLE key_secrets (
      id {text} PRIMARY KEY,
      key_id {text} NOT NULL REFERENCES api_keys (id) {deferred},
      expires_at {integer}
    ) {strict}`,
    'CREATE INDEX key_secrets_key ON key_secrets (key_id, id)',
    `CREATE TABLE idempotency (
      id {text} PRIMARY KEY,
      ${OWNED},
      fingerprint {text} NOT NULL,
      request_id {text} NOT NULL,
      status {integer} NOT NULL,
      sealed_body {text},
      created_at {integer} NOT NULL,
      expires_at {integer} NOT NULL
    ) {strict}`,
    'CREATE INDEX idempotency_age ON idempotency (organization_id, environment, created_at)',
  ],
};
