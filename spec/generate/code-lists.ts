/** A list of what a response field can contain: the constant, its type, their description, and the field. */
type List = readonly [
  name: string,
  type: string,
  description: string,
  field: readonly [string, ...string[]],
];

/** The lists of codes, in the order of the file that they are written to. */
export const LISTS: readonly List[] = [
  ['QUOTA_NAMES', 'QuotaName', 'Every quota known today.', ['Quota', 'name']],
  ['SCOPES', 'Scope', 'Every scope an API key can have.', ['ApiKey', 'scopes']],
  [
    'ENVIRONMENTS',
    'Environment',
    'The environments a key can belong to.',
    ['ApiKey', 'environment'],
  ],
  ['JOB_TYPES', 'JobType', 'Every type of job.', ['Job', 'type']],
  [
    'JOB_STATUSES',
    'JobStatus',
    'Every status of a job, in the order of its life.',
    ['Job', 'status'],
  ],
  [
    'SUBMISSION_STATUSES',
    'SubmissionStatus',
    'Every status of a submission.',
    ['Submission', 'status'],
  ],
  [
    'DELIVERY_STATUSES',
    'DeliveryStatus',
    'Every status of a webhook delivery.',
    ['WebhookDelivery', 'status'],
  ],
  [
    'ACCEPTED_FORMATS',
    'AcceptedFormat',
    'Every media type that workers can submit.',
    ['File', 'content_type'],
  ],
  [
    'TRANSACTION_TYPES',
    'TransactionType',
    'Every type of credit transaction.',
    ['CreditTransaction', 'type'],
  ],
];
