import {
  bodySchemaName,
  type LocatedOperation,
  listOperations,
  referencedName,
  resolve,
  resultSchemaName,
} from '../document.ts';
import type { Document, Schema } from '../openapi-types.ts';
import { literal, snakeCase } from './python-name.ts';
import { acceptsNull } from './python-type.ts';

/** One keyword argument of a method. */
export interface Argument {
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

/** What a Python method of an operation looks like. */
export interface PythonOperation {
  readonly located: LocatedOperation;
  readonly name: string;
  readonly ids: readonly string[];
  readonly arguments: readonly Argument[];
  /** The type of the result; of the items when it is a page. */
  readonly result: string | null;
  readonly isPage: boolean;
  readonly isHeld: boolean;
}

function propertiesOf(document: Document, name: string): Argument[] {
  const schema = document.components.schemas[name] as Schema;
  const members = (schema.oneOf ?? [schema]).map((member) => resolve(document, member as Schema));
  const names = new Set(members.flatMap((member) => Object.keys(member.properties ?? {})));
  return [...names].map((property) => {
    const found = members.flatMap((member) => member.properties?.[property] ?? []);
    return {
      name: property,
      schema: merge(found),
      isRequired: members.every(({ required = [] }) => required.includes(property)),
    };
  });
}

/** What distinguishes the members of a union has a constant in each: together, all of them. */
function merge(schemas: readonly Schema[]): Schema {
  const constants = schemas.flatMap((schema) => schema.const ?? []);
  return constants.length > 1 ? { ...schemas[0], enum: constants } : (schemas[0] as Schema);
}

function argumentsOf(document: Document, { operation, parameters }: LocatedOperation): Argument[] {
  const body = bodySchemaName(operation);
  if (body !== null) return propertiesOf(document, body);
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema, description = '', required = false }) => ({
      name,
      schema: { ...schema, description },
      isRequired: required,
    }));
}

/** Every operation, in the order of the document. */
export function pythonOperations(document: Document): PythonOperation[] {
  return listOperations(document).map((located) => {
    const { parameters } = located;
    const result = resultSchemaName(document, located.operation);
    const isPage =
      (result?.endsWith('List') ?? false) && parameters.some(({ name }) => name === 'cursor');
    const items = document.components.schemas[result ?? '']?.properties?.data?.items;
    return {
      located,
      name: snakeCase(located.id),
      ids: parameters.filter((each) => each.in === 'path').map(({ name }) => name),
      arguments: argumentsOf(document, located),
      result: isPage ? referencedName(items?.$ref ?? '') : result,
      isPage,
      isHeld: parameters.some(({ name }) => name === 'Prefer'),
    };
  });
}

function kindOf(method: PythonOperation): string {
  const { operation } = method.located;
  if (operation['x-scopes'].length === 0) return 'public';
  if (method.isPage) return 'page';
  const body = bodySchemaName(operation);
  if (body !== null) return operation.requestBody?.required === true ? 'body' : 'optional_body';
  if (method.arguments.length > 0) return 'query';
  return method.result === null ? 'void' : '';
}

function tuple(values: readonly string[]): string {
  const items = values.map((value) => literal(value));
  return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
}

/** The route of each method, and what its arguments become. */
export function generatePythonOperations(document: Document): string {
  const rows = pythonOperations(document).map((operation) => {
    const { located, name } = operation;
    const nullable = operation.arguments.filter(({ schema }) => acceptsNull(schema));
    const parts = [
      literal(located.id),
      literal(located.method),
      tuple(located.path.split(/\{\w+\}/)),
      literal(kindOf(operation)),
      tuple(nullable.map((argument) => argument.name)),
    ];
    return `    ${literal(name)}: Operation(\n        ${parts.join(', ')}\n    ),`;
  });
  return `#: The route of each method, and what its arguments become.
OPERATIONS: Dict[str, Operation] = {
${rows.join('\n')}
}
`;
}
