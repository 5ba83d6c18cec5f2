import { fieldList } from './field-list.ts';
import { fence, json, paragraphs } from './markdown.ts';
import type { Example } from './openapi-document.ts';
import { type Page, page } from './page.ts';
import { fieldsOf } from './schema-fields.ts';
import type { Spec } from './spec-document.ts';

/** Returns the page of all error types. */
export function errorsPage(spec: Spec): Page {
  const { schemas, examples } = spec.document.components;
  const envelope = spec.flatten(schemas.Error ?? {}).properties?.error ?? {};
  const statuses = spec.flatten(envelope).properties?.type?.['x-error-statuses'] ?? {};
  const known = Object.entries(examples)
    .filter(([name]) => name.startsWith('error_'))
    .map(([, example]) => example);
  const sections = Object.entries(statuses).map(([type, codes]) =>
    errorSection(type, codes, known),
  );
  return page('errors', 'Errors', 'Every error type, its status and an example.', [
    'Every error has the same envelope. Switch on `type`; `message` is for humans. The guide to [errors and retries](/guides/errors-and-retries) says what to do about each.',
    fieldList(fieldsOf(spec, envelope), () => undefined, false),
    ...sections,
  ]);
}

function errorSection(type: string, codes: readonly number[], known: readonly Example[]): string {
  const shown = known.filter(
    ({ value }) => (value as { error: { type: string } }).error.type === type,
  );
  return paragraphs([
    `## ${type} {#${type.replaceAll('_', '-')}}`,
    `Status ${codes.map((code) => `\`${code}\``).join(' or ')}.`,
    ...shown.map(
      ({ summary, value }) => `::: details ${summary}\n\n${fence('json', json(value))}\n\n:::`,
    ),
  ]);
}
