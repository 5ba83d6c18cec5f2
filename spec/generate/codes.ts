import { LISTS } from './code-lists.ts';
import { listOperations } from './document.ts';
import type { Document, Schema } from './openapi-types.ts';

function propertyOf(document: Document, schema: string, ...path: string[]): Schema {
  let found: Schema | undefined = document.components.schemas[schema];
  for (const name of path) found = found?.properties?.[name];
  if (found === undefined) throw new Error(`openapi.yaml: no ${[schema, ...path].join('.')}.`);
  return found;
}

function openValues(schema: Schema | undefined): string[] {
  const values = schema?.['x-open-enum'];
  if (values === undefined) throw new Error('openapi.yaml: x-open-enum expected.');
  return values;
}

/** A list of codes as a constant, and their type. */
export function codeList(
  name: string,
  type: string,
  description: string,
  values: readonly string[],
): string {
  const items = values.map((value) => `  '${value}',`).join('\n');
  return `/** ${description} */\nexport const ${name} = [\n${items}\n] as const;\n\nexport type ${type} = (typeof ${name})[number];\n`;
}

/** The values that a response field has today: its own, or those of its items. */
export function openValuesOf(document: Document, schema: string, ...path: string[]): string[] {
  const property = propertyOf(document, schema, ...path);
  return openValues(property.items ?? property);
}

function errorTypes(document: Document): string {
  const statuses = propertyOf(document, 'Error', 'error', 'type')['x-error-statuses'] ?? {};
  const rows = Object.entries(statuses).map(([type, codes]) => `  ${type}: [${codes.join(', ')}],`);
  return `/** Every error type known today, with its statuses (the usual one first). */
export const ERROR_TYPES = {\n${rows.join('\n')}\n} as const;\n\nexport type ErrorType = keyof typeof ERROR_TYPES;\n`;
}

function priceRange(document: Document): string {
  const price = propertyOf(document, 'CreateJobRequest', 'price_per_file_cents');
  const { 'x-minimum': minimum, 'x-maximum': maximum } = price;
  return `/** What a file may cost, in US cents, both included; outside is a \`pricing_violation\`. */
export const PRICE_PER_FILE_CENTS = { minimum: ${minimum}, maximum: ${maximum} } as const;\n`;
}

/** The closed lists of codes known today. */
export function generateCodes(document: Document): string {
  requireKnownScopes(document);
  const events = Object.keys(document.webhooks);
  return [
    errorTypes(document),
    codeList('WEBHOOK_EVENT_TYPES', 'WebhookEventType', 'Every event type known today.', events),
    ...LISTS.map(([name, type, description, field]) =>
      codeList(name, type, description, openValuesOf(document, ...field)),
    ),
    priceRange(document),
    `/** The version of the API, and the \`api_version\` of its events. */\nexport const API_VERSION = '${String(document.info.version)}';\n`,
  ].join('\n');
}

function requireKnownScopes(document: Document): void {
  const scopes = openValuesOf(document, 'ApiKey', 'scopes');
  const needed = listOperations(document).flatMap(({ operation }) => operation['x-scopes']);
  for (const scope of needed) {
    if (!scopes.includes(scope)) throw new Error(`openapi.yaml: unknown scope ${scope}.`);
  }
}
