import { resultSchema } from './example-code.ts';
import { details, examplesOf, lowerFirst } from './examples.ts';
import type { LinkTo } from './field-list.ts';
import { cell, paragraphs, prose, table } from './markdown.ts';
import type { RoutedOperation } from './openapi-document.ts';
import type { Spec } from './spec-document.ts';

/** Returns what an operation returns when it succeeds, with examples. */
export function response(spec: Spec, operation: RoutedOperation, linkTo: LinkTo): string {
  const [status, success] =
    Object.entries(operation.responses).find(([code]) => code < '300') ?? [];
  if (status === undefined || success === undefined) {
    throw new Error(`${operation.operationId} has no successful response`);
  }
  const examples = examplesOf(spec, success.content).map(({ summary, value }) =>
    details(examplesTitle(summary), value),
  );
  return paragraphs([
    `**Response** \`${status}\`: ${resultOf(operation, linkTo)}. ${prose(success.description)}`,
    ...examples,
  ]);
}

function resultOf(operation: RoutedOperation, linkTo: LinkTo): string {
  const name = resultSchema(operation);
  const itemName = name?.replace(/List$/, '');
  if (itemName === undefined) return 'no body';
  const target = linkTo(itemName);
  const item = target === undefined ? itemName : `[${itemName}](${target})`;
  return `${name === itemName ? '' : 'a [list](/guides/pagination) of '}${item}`;
}

function examplesTitle(summary: string | undefined): string {
  return summary === undefined ? 'Example' : `Example: ${lowerFirst(summary)}`;
}

/** Returns the statuses with which an operation fails. */
export function errors(spec: Spec, operation: RoutedOperation): string {
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
