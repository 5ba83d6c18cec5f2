import { bodySchemaName, listOperations, pascalCase, querySchema } from './document.ts';
import { emitField, emitFields, emitSchema, quote } from './emit-schema.ts';
import type { Document, Parameter, Schema } from './openapi-types.ts';

const FIELD_SCHEMAS = [
  'boolean',
  'integer',
  'list',
  'nullable',
  'number',
  'object',
  'once',
  'oneOf',
  'optional',
  'queryInteger',
  'record',
  'strict',
  'text',
  'variants',
  'withDefault',
];

/** Imports what the generated code calls, from the folder `src`, whose place is relative to the generated file. */
function preamble(code: string, source: string): string {
  const used = FIELD_SCHEMAS.filter((name) => code.includes(`${name}(`));
  return `import {
${used.map((name) => `  ${name},`).join('\n')}
} from '${source}/field-schemas.ts';

export { type FieldError, fieldErrors } from '${source}/field-errors.ts';

`;
}

/** Query strings contain only text, so integers are parsed from their digits. */
function emitQueryValue(schema: Schema): string {
  return schema.type === 'integer'
    ? emitSchema(schema).replace(/^integer/, 'queryInteger')
    : emitSchema(schema);
}

function emitQuery(schema: Schema): string {
  return `strict(${emitFields(schema, emitQueryValue)}, 'is not a known parameter')`;
}

function emitHeaders(headers: Parameter[]): string {
  const fields = headers.map(
    ({ name, schema, required = false }) =>
      `${quote(name)}: ${emitField(schema, required, emitSchema)}`,
  );
  return `object({ ${fields.join(', ')} })`;
}

/** `Idempotency-Key` becomes `IdempotencyKeyHeaders`. */
function headersName(headers: Parameter[]): string {
  return `${headers.map(({ name }) => name.replaceAll('-', '')).join('')}Headers`;
}

/** Sorts schemas so that each follows those that it refers to. */
function requestSchemasInOrder(document: Document): [string, Schema][] {
  const ordered = new Map<string, Schema>();
  const visit = (name: string) => {
    const schema = document.components.schemas[name];
    if (schema === undefined || ordered.has(name)) return;
    for (const [, inner] of JSON.stringify(schema).matchAll(/"\$ref":"[^"]*\/(\w+)"/g)) {
      if (inner !== undefined) visit(inner);
    }
    ordered.set(name, schema);
  };
  for (const { operation } of listOperations(document)) visit(bodySchemaName(operation) ?? '');
  return [...ordered];
}

function table(name: string, description: string, rows: string[]): string {
  return `/** ${description} */\nexport const ${name} = {\n${rows.join('\n')}\n};\n`;
}

function declaration(name: string, description: string, schema: string): string {
  return `/** ${description} */\nexport const ${name} = once(() => ${schema});\n`;
}

function bodies(document: Document): string[] {
  return [
    ...requestSchemasInOrder(document).map(([name, schema]) =>
      declaration(name, schema.description ?? name, emitSchema(schema)),
    ),
    table(
      'bodySchemas',
      'A function that gives the schema of the request body of each operation that takes one.',
      listOperations(document).flatMap(({ id, operation }) => {
        const name = bodySchemaName(operation);
        return name === null ? [] : [`  ${id}: ${name},`];
      }),
    ),
  ];
}

function queries(document: Document): string[] {
  const none = 'NoQuery';
  const named = listOperations(document).map((located) => {
    const schema = querySchema(located);
    return {
      id: located.id,
      schema,
      name: schema === null ? none : `${pascalCase(located.id)}Query`,
    };
  });
  return [
    ...named.flatMap(({ name, schema }) =>
      schema === null ? [] : [declaration(name, schema.description ?? name, emitQuery(schema))],
    ),
    declaration(none, 'For operations without query parameters: rejects any.', emitQuery({})),
    table(
      'querySchemas',
      'For each operation, a function that returns the schema of its query parameters, as an object of strings.',
      named.map(({ id, name }) => `  ${id}: ${name},`),
    ),
    table(
      'emptyQueries',
      'The defaults that an empty query parses to, if no parameter is required. Reading them builds no schema.',
      named.flatMap(({ id, schema }) => emptyQueryRow(id, schema)),
    ),
  ];
}

function emptyQueryRow(id: string, schema: Schema | null): string[] {
  if ((schema?.required ?? []).length > 0) return [];
  const fields = Object.entries(schema?.properties ?? {}).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [`${name}: ${quote(value)}`],
  );
  return [`  ${id}: {${fields.length === 0 ? '' : ` ${fields.join(', ')} `}},`];
}

function headers(document: Document): string[] {
  const read = listOperations(document)
    .map(({ id, parameters }) => ({ id, headers: parameters.filter((one) => one.in === 'header') }))
    .filter(({ headers }) => headers.length > 0);
  const declarations = read.map(({ headers }) =>
    declaration(
      headersName(headers),
      `The headers ${headers.map(({ name }) => name).join(', ')}; others are ignored.`,
      emitHeaders(headers),
    ),
  );
  return [
    ...new Set(declarations),
    table(
      'headerSchemas',
      'A function that gives the schema of the headers of each operation that reads any besides Authorization.',
      read.map(({ id, headers }) => `  ${id}: ${headersName(headers)},`),
    ),
  ];
}

/**
 * zod schemas for every request body, query parameter set and header parameter set. Each is built at its first call:
 * all of them at import would take 15 ms.
 */
export function generateSchemas(document: Document, source: string): string {
  const code = [...bodies(document), ...queries(document), ...headers(document)].join('\n');
  return preamble(code, source) + code;
}
