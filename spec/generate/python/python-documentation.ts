import { resolve } from '../document.ts';
import type { Document } from '../openapi-types.ts';
import { docstring } from './python-docstring.ts';
import type { PythonOperation } from './python-operations.ts';

/** Returns the docstring of the method of an operation. */
export function documentation(document: Document, operation: PythonOperation): string {
  const { located, arguments: given, isHeld } = operation;
  const {
    summary = '',
    description = '',
    responses,
  } = located.operation as typeof located.operation & {
    summary?: string;
  };
  const outcomes = Object.entries(responses)
    .filter(([status]) => !status.startsWith('2'))
    // Those that operations share, the README explains once.
    .flatMap(([status, response]) =>
      'description' in response
        ? [`:raises FirstHandApiError: ${status}: ${response.description}`]
        : [],
    );
  const described = given.map(({ name, schema }) => {
    const target =
      schema.$ref === undefined ? schema : resolve(document, schema as { $ref: string });
    return `:param ${name}: ${(target as { description?: string }).description ?? ''}`;
  });
  return docstring(
    [
      `${summary}: \`${located.method} ${located.path}\`.`,
      ...description.trim().split('\n\n'),
      ...described,
      ...(isHeld ? [':param wait: Seconds, 0 to 60, that the service waits for a change.'] : []),
      ...outcomes,
    ],
    '        ',
  );
}

/** Of the second class, so that the package stays small. */
export function shortDocumentation({ name }: PythonOperation): string {
  return docstring([`See \`FirstHandClient.${name}\`.`], '        ');
}
