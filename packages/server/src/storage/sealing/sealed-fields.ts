import type { TableName, Tables } from '@firsthandapi/engine';

type RowOf<Name extends TableName> = Parameters<Tables[Name]['insert']>[0];
/** Fields that are sealed, each with the value that stands in for it where nothing is to be read. */
type SealedFields = { readonly [Name in TableName]?: Partial<RowOf<Name>> };

const NO_DEVICE = { device_model: '', device_os: '', app_version: '' };

/**
 * The fields that describe people or are the customer's content. A row's fields are sealed together, as a list in this
 * order: new ones are appended. All other fields stay readable, because queries filter, sort or add them up
 * (docs/guides/self-hosting.md lists them).
 */
export const sealedFields = {
  organizations: { name: '', email: '', billing_contact: null },
  api_keys: { name: '' },
  idempotency: { sealed_body: null },
  jobs: {
    title: null,
    description: '',
    scoring_criteria: null,
    worker_guidelines: null,
    location: null,
    metadata: {},
    context: null,
    rating_comment: null,
    flag_reason: null,
  },
  submissions: { ai_reasoning: null, content_hash: '', position: null },
  submission_attempts: { ai_reasoning: null, content_hash: '' },
  assessments: { reasoning: null, signals: [], votes: [], annotations: null, likeness: null },
  files: { content_hash: '', device_info: NO_DEVICE, worker_region: null, annotations: null },
  webhook_endpoints: { url: '', description: null },
  events: { body: '{}' },
  audit_events: { ip: null, user_agent: null },
  worker_accounts: { language: null, region: null, device_info: NO_DEVICE },
  passkeys: { name: '' },
  authenticators: { secret: '', recovery_codes: [] },
  members: { email: null },
  uploads: { sha256: '' },
  appeals: { text: '', answer: null },
} as const satisfies SealedFields;

export type SealedTableName = keyof typeof sealedFields;

export const sealedTableNames = Object.keys(sealedFields) as readonly SealedTableName[];

/** The tables whose rows are found by their sealed e-mail address. */
const FOUND_BY_EMAIL: readonly TableName[] = ['organizations', 'members'];

/** Whether a table's rows are found by their sealed e-mail address. */
export function isFoundByEmail(name: TableName): boolean {
  return FOUND_BY_EMAIL.includes(name);
}

/** Returns the stand-ins of a table's sealed fields, or undefined for a table without any. */
export function standInsOf(name: TableName): Readonly<Record<string, unknown>> | undefined {
  return Object.hasOwn(sealedFields, name) ? sealedFields[name as SealedTableName] : undefined;
}
