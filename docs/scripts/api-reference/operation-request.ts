import { firstRequestExample } from './example-code.ts';
import { details, examplesOf, lowerFirst } from './examples.ts';
import { fieldList, type LinkTo } from './field-list.ts';
import { paragraphs, prose } from './markdown.ts';
import type { Parameter, RoutedOperation } from './openapi-document.ts';
import { type Field, fieldsOf } from './schema-fields.ts';
import type { Spec } from './spec-document.ts';
import { typeName } from './type-name.ts';

/** Returns the fields of an operation's path, query and headers. */
export function parameters(
  spec: Spec,
  operation: RoutedOperation,
  linkTo: LinkTo,
): string | undefined {
  const places = { path: 'Path', query: 'Query', header: 'Headers' } as const;
  const all = (operation.parameters ?? [])
    .map((parameter) => spec.resolve(parameter))
    .filter(({ name }) => name !== 'Idempotency-Key');
  const lists = Object.entries(places).map(([place, title]) => {
    const fields = all
      .filter((parameter) => parameter.in === place)
      .map((parameter) => fieldOf(spec, parameter));
    return fields.length > 0 && paragraphs([`**${title}**`, fieldList(fields, linkTo, true)]);
  });
  return paragraphs(lists) || undefined;
}

function fieldOf(spec: Spec, { name, schema, required, description }: Parameter): Field {
  return {
    path: name,
    type: typeName(spec, schema),
    isRequired: required === true,
    description: description ?? '',
    constraints: '',
    links: [],
  };
}

/** Returns the fields of an operation's body, and the examples that the call above does not show. */
export function requestBody(
  spec: Spec,
  operation: RoutedOperation,
  linkTo: LinkTo,
): string | undefined {
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
