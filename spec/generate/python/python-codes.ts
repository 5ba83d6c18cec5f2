import type { Document, Schema } from '../openapi-types.ts';
import { literal } from './python-name.ts';

function openValues(document: Document, schema: string, ...path: string[]): string[] {
  let found: Schema | undefined = document.components.schemas[schema];
  for (const name of path) found = name === '[]' ? found?.items : found?.properties?.[name];
  const values = found?.['x-open-enum'];
  if (values === undefined)
    throw new Error(`openapi.yaml: no codes at ${[schema, ...path].join('.')}.`);
  return values;
}

/** A list of codes that has a name of its own in Python. */
interface Codes {
  readonly constant: string;
  readonly type: string;
  readonly description: string;
  readonly values: readonly string[];
}

function listCodes(document: Document): Codes[] {
  const errorTypes = Object.keys(
    document.components.schemas.Error?.properties?.error?.properties?.type?.['x-error-statuses'] ??
      {},
  );
  return [
    {
      constant: 'ERROR_TYPES',
      type: 'ErrorType',
      description: 'Every error type known today.',
      values: errorTypes,
    },
    {
      constant: 'WEBHOOK_EVENT_TYPES',
      type: 'WebhookEventType',
      description: 'Every event type known today.',
      values: Object.keys(document.webhooks),
    },
    {
      constant: 'SCOPES',
      type: 'Scope',
      description: 'Every scope an API key can have.',
      values: openValues(document, 'ApiKey', 'scopes', '[]'),
    },
    {
      constant: 'ENVIRONMENTS',
      type: 'Environment',
      description: 'The environment of an API key, and of what is made with it.',
      values: openValues(document, 'ApiKey', 'environment'),
    },
    {
      constant: 'JOB_TYPES',
      type: 'JobType',
      description: 'Every type of job.',
      values: openValues(document, 'Job', 'type'),
    },
    {
      constant: 'JOB_STATUSES',
      type: 'JobStatus',
      description: 'Every status of a job, in the order of its life.',
      values: openValues(document, 'Job', 'status'),
    },
    {
      constant: 'SUBMISSION_STATUSES',
      type: 'SubmissionStatus',
      description: 'Every status of a submission.',
      values: openValues(document, 'Submission', 'status'),
    },
    {
      constant: 'ACCEPTED_FORMATS',
      type: 'AcceptedFormat',
      description: 'Every media type that workers can submit.',
      values: openValues(document, 'File', 'content_type'),
    },
  ];
}

/** Returns the names of the lists of codes, by their values. */
export function codeNames(document: Document): (values: readonly unknown[]) => string | undefined {
  const names = new Map(
    listCodes(document).map(({ type, values }) => [JSON.stringify(values), type]),
  );
  return (values) => names.get(JSON.stringify(values));
}

/** Returns the names of all lists of codes. */
export function codeTypes(document: Document): string[] {
  return listCodes(document).map(({ type }) => type);
}

function tuple({ constant, type, description, values }: Codes): string {
  const rows = values.map((value) => `    ${literal(value)},`).join('\n');
  return `${type} = Literal[\n${rows}\n]\n\n#: ${description}\n${constant}: Tuple[${type}, ...] = get_args(${type})\n`;
}

/** The closed lists of codes known today. */
export function generatePythonCodes(document: Document): string {
  return `"""The codes known today; the service may add others at any time."""

from typing import Literal, Tuple, get_args

${listCodes(document).map(tuple).join('\n')}
#: The version of the API, and the \`api_version\` of its events.
API_VERSION = ${literal(String(document.info.version))}
`;
}
