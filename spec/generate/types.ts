import openapiTS, { astToString } from 'openapi-typescript';
import type ts from 'typescript';
import { isWrittenByCallers, openEnumType, widenForCallers } from './caller-types.ts';
import {
  bodySchemaName,
  listOperations,
  pascalCase,
  querySchema,
  resultSchemaName,
} from './document.ts';
import { shortenReferences, splitSchemas } from './hoist-schemas.ts';
import type { Document, Schema } from './openapi-types.ts';

/** An enum, because it is the one string type that the compiler does not compare with other texts. */
const UNKNOWN_VALUE = `/**
 * A value that this version does not know, such as a status that the service added later. It is a string,
 * and never equal to a known value; a comparison with a text that is not a known value does not compile.
 * Compare it as \`String(value)\`.
 */
export declare enum UnknownValue {
  value = 'a value that this version does not know',
}
`;

/**
 * The document as the type generator should see it: query parameter sets as schemas of their own, and no
 * `discriminator`, because the `const` of each member discriminates already and the generator would
 * intersect it with a second one.
 */
function prepareDocument(document: Document): Document {
  const prepared = JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    key === 'discriminator' ? undefined : value,
  ) as Document;
  for (const located of listOperations(document)) {
    const schema = querySchema(located);
    if (schema !== null) prepared.components.schemas[`${pascalCase(located.id)}Query`] = schema;
  }
  return prepared;
}

/** Prints the nodes with documentation that editors show as prose, not as `@description` tags. */
function print(nodes: ts.Node[]): string {
  return astToString(nodes)
    .replaceAll(/^(\s*\/?\*+ )@description /gm, '$1')
    .replaceAll(/^\s*\* @enum \{.*\}\n/gm, '')
    .replaceAll(/^(?: {4})+/gm, (indent) => indent.slice(indent.length / 2));
}

/** Generates the input and output types of each operation, without type arithmetic for consumers. */
function operationTypes(document: Document): string {
  const rows = listOperations(document).map((located) => {
    const { id, operation, parameters } = located;
    const path = parameters.filter((parameter) => parameter.in === 'path');
    const pathType = path.map(({ name }) => `${name}: string`).join('; ');
    const query = querySchema(located) === null ? 'undefined' : `${pascalCase(id)}Query`;
    const body = bodySchemaName(operation) ?? 'undefined';
    const result = resultSchemaName(document, operation) ?? 'undefined';
    return `  ${id}: { path: ${path.length > 0 ? `{ ${pathType} }` : 'undefined'}; query: ${query}; body: ${body}; result: ${result} };`;
  });
  return `/** The input and output types of each operation; \`undefined\` where there is none. */
export interface OperationTypes {
${rows.join('\n')}
}
`;
}

/**
 * Plain types: `types` has every schema, query parameter set and operation; `paths` has the same in the
 * nested form that openapi-fetch reads, on top of `types`.
 *
 * @param unknownValue What declares or imports `UnknownValue`.
 */
export async function generateTypes(
  document: Document,
  unknownValue = UNKNOWN_VALUE,
): Promise<{ types: string; paths: string }> {
  const nodes = await openapiTS(JSON.stringify(prepareDocument(document)), {
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => openEnumType(schema as Schema),
    transformProperty: (property, _schema, { path }) =>
      isWrittenByCallers(path) ? widenForCallers(property) : property,
  });
  const { schemas, rest } = splitSchemas(nodes);
  const types = print(schemas.map((node) => shortenReferences(node, new Set())));
  return {
    types: `${unknownValue}\n${types}\n${operationTypes(document)}`,
    paths: printPaths(rest),
  };
}

/** Prints the nested form, which imports from `types` what it refers to. */
function printPaths(nodes: ts.Node[]): string {
  const used = new Set<string>();
  const paths = print(nodes.map((node) => shortenReferences(node, used)));
  const imports = [...used].sort().map((name) => `  ${name},`);
  return `import type {\n${imports.join('\n')}\n} from './types.ts';\n\n${paths}`;
}
