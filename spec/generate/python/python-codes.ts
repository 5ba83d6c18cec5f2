import type { Document, Schema } from '../document.ts';
import { literal } from './python-name.ts';

function openValues(document: Document, schema: string, ...path: string[]): string[] {
  let found: Schema | undefined = document.components.schemas[schema];
  for (const name of path) found = name === '[]' ? found?.items : found?.properties?.[name];
  const values = found?.['x-open-enum'];
  if (values === undefined)
    throw new Error(`openapi.yaml: no codes at ${[schema, ...path].join('.')}.`);
  return values;
}

function tuple(name: string, type: string, description: string, values: readonly string[]): string {
  const rows = values.map((value) => `    ${literal(value)},`).join('\n');
  return `${type} = Literal[\n${rows}\n]\n\n#: ${description}\n${name}: Tuple[${type}, ...] = get_args(${type})\n`;
}

/** The closed lists of codes known today. */
export function generatePythonCodes(document: Document): string {
  const errorTypes = Object.keys(
    document.components.schemas.Error?.properties?.error?.properties?.type?.['x-error-statuses'] ??
      {},
  );
  return `"""The codes known today; the service may add others at any time."""

from typing import Literal, Tuple, get_args

${[
  tuple('ERROR_TYPES', 'ErrorType', 'Every error type known today.', errorTypes),
  tuple(
    'WEBHOOK_EVENT_TYPES',
    'WebhookEventType',
    'Every event type known today.',
    Object.keys(document.webhooks),
  ),
  tuple(
    'SCOPES',
    'Scope',
    'Every scope an API key can have.',
    openValues(document, 'ApiKey', 'scopes', '[]'),
  ),
  tuple(
    'JOB_STATUSES',
    'JobStatus',
    'Every status of a job, in the order of its life.',
    openValues(document, 'Job', 'status'),
  ),
  tuple(
    'ACCEPTED_FORMATS',
    'AcceptedFormat',
    'Every media type that workers can submit.',
    openValues(document, 'File', 'content_type'),
  ),
].join('\n')}
#: The version of the API, and the \`api_version\` of its events.
API_VERSION = ${literal(String(document.info.version))}
`;
}
