import { curlExample, firstRequestExample, resultSchema, sdkExample } from './example-code.ts';
import { fieldList, type LinkTo } from './field-list.ts';
import { cell, fence, json, paragraphs, prose, table } from './markdown.ts';
import { type Field, fieldsOf, typeName } from './schema-fields.ts';
import type { Content, Example, RoutedOperation, Spec } from './spec-document.ts';

const RATE_LIMITS: Readonly<Record<string, string>> = {
  create_jobs: '100 per minute for the organization, in addition to the key’s own limit',
  read_jobs: '300 per minute for the organization, in addition to the key’s own limit',
};

/** Returns the section about one operation, under a heading with its operationId as anchor. */
export function operationSection(spec: Spec, operation: RoutedOperation, linkTo: LinkTo): string {
  return paragraphs([
    `## ${operation.summary} {#${operation.operationId}}`,
    endpoint(operation.method, operation.path),
    prose(operation.description),
    facts(operation),
    callExamples(spec, operation),
    parameters(spec, operation, linkTo),
    requestBody(spec, operation, linkTo),
    response(spec, operation, linkTo),
    errors(spec, operation),
  ]);
}

function endpoint(method: string, path: string): string {
  return `<p class="endpoint"><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></p>`;
}

function facts(operation: RoutedOperation): string {
  const scopes = operation['x-scopes'] ?? [];
  const limit = RATE_LIMITS[operation['x-rate-limit'] ?? ''];
  const lines = [
    `- SDK method: \`${operation.operationId}\``,
    scopes.length === 0
      ? '- API key: none needed'
      : scopes.length < 9
        ? `- Scope: ${scopes.map((scope) => `\`${scope}\``).join(' and ')}`
        : '- Scope: all nine',
    operation['x-idempotent'] === true &&
      '- [`Idempotency-Key`](/guides/idempotency): required (the SDK sends one)',
    limit !== undefined && `- [Rate limit](/guides/rate-limits): ${limit}`,
  ];
  return lines.filter(Boolean).join('\n');
}

function callExamples(spec: Spec, operation: RoutedOperation): string {
  return [
    '::: code-group',
    '',
    fence('ts [TypeScript]', sdkExample(spec, operation)),
    '',
    fence('sh [curl]', curlExample(spec, operation)),
    '',
    ':::',
  ].join('\n');
}

function parameters(spec: Spec, operation: RoutedOperation, linkTo: LinkTo): string | undefined {
  const places = { path: 'Path', query: 'Query', header: 'Headers' } as const;
  const all = (operation.parameters ?? [])
    .map((parameter) => spec.resolve(parameter))
    .filter(({ name }) => name !== 'Idempotency-Key');
  const lists = Object.entries(places).map(([place, title]) => {
    const fields = all
      .filter((parameter) => parameter.in === place)
      .map(
        (parameter): Field => ({
          path: parameter.name,
          type: typeName(spec, parameter.schema),
          isRequired: parameter.required === true,
          description: parameter.description ?? '',
          constraints: '',
          links: [],
        }),
      );
    return fields.length > 0 && paragraphs([`**${title}**`, fieldList(fields, linkTo, true)]);
  });
  return paragraphs(lists) || undefined;
}

function requestBody(spec: Spec, operation: RoutedOperation, linkTo: LinkTo): string | undefined {
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (schema === undefined) return undefined;
  const forms = spec.flatten(schema).oneOf ?? [schema];
  const lists = forms.map((form) => {
    const title = forms.length > 1 ? prose(spec.flatten(form).description ?? '') : undefined;
    return paragraphs([title, fieldList(fieldsOf(spec, form), linkTo, true)]);
  });
  const [, ...more] = examplesOf(spec, operation.requestBody?.content);
  const others = more
    .filter(({ value }) => value !== firstRequestExample(spec, operation))
    .map(({ summary, value }) => details(`Another example: ${lowerFirst(summary)}`, value));
  return paragraphs(['**Body**', ...lists, ...others]);
}

function response(spec: Spec, operation: RoutedOperation, linkTo: LinkTo): string {
  const [status, success] =
    Object.entries(operation.responses).find(([code]) => code < '300') ?? [];
  if (status === undefined || success === undefined) {
    throw new Error(`${operation.operationId} has no successful response`);
  }
  const name = resultSchema(operation);
  const itemName = name?.replace(/List$/, '');
  const target = itemName === undefined ? undefined : linkTo(itemName);
  const what =
    itemName === undefined
      ? 'no body'
      : `${name === itemName ? '' : 'a [list](/guides/pagination) of '}${target === undefined ? itemName : `[${itemName}](${target})`}`;
  const examples = examplesOf(spec, success.content).map(({ summary, value }) =>
    details(examplesTitle(summary), value),
  );
  return paragraphs([
    `**Response** \`${status}\`: ${what}. ${prose(success.description)}`,
    ...examples,
  ]);
}

function errors(spec: Spec, operation: RoutedOperation): string {
  const rows = Object.entries(operation.responses)
    .filter(([status]) => status >= '400')
    .map(([status, response]) => [status, cell(spec.resolve(response).description)]);
  return paragraphs([
    `::: details Errors: ${rows.map(([status]) => status).join(', ')}`,
    table(['Status', 'When'], rows),
    'Each type is explained under [Errors](/api/errors).',
    ':::',
  ]);
}

function examplesOf(spec: Spec, content: Content | undefined): Example[] {
  const examples = content?.['application/json']?.examples ?? {};
  return Object.values(examples).map((example) => spec.resolve(example));
}

function examplesTitle(summary: string | undefined): string {
  return summary === undefined ? 'Example' : `Example: ${lowerFirst(summary)}`;
}

function details(title: string, value: unknown): string {
  return `::: details ${title}\n\n${fence('json', json(value))}\n\n:::`;
}

function lowerFirst(words = ''): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
