import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import {
  bodySchemaName,
  type Document,
  listOperations,
  pascalCase,
  querySchema,
  resultSchemaName,
  type Schema,
} from './document.ts';

const { factory } = ts;

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

/** Schemas that callers write, whose properties accept more than those of responses contain. */
function isWrittenByCallers(path: string | undefined): boolean {
  return /^#\/components\/schemas\/\w+(Request|Query)(\/|$)/.test(path ?? '');
}

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

/** `'a' | 'b' | UnknownValue`: the known values, and room for those that a later service sends. */
function openEnumType(schema: Schema): ts.TypeNode | undefined {
  const values = schema['x-open-enum'];
  if (values === undefined) return undefined;
  const literal = (value: string) =>
    factory.createLiteralTypeNode(factory.createStringLiteral(value, true));
  const unknown = factory.createTypeReferenceNode('UnknownValue');
  const isNullable = Array.isArray(schema.type) && schema.type.includes('null');
  return factory.createUnionTypeNode([
    ...values.map(literal),
    unknown,
    ...(isNullable ? [factory.createLiteralTypeNode(factory.createNull())] : []),
  ]);
}

/** What callers may pass: `as const` arrays too, and `undefined` for optional properties. */
function widenForCallers(property: ts.PropertySignature): ts.PropertySignature {
  const { modifiers, name, questionToken, type } = property;
  if (type === undefined) return property;
  const accepted = acceptReadonlyLists(type);
  const widened = questionToken === undefined ? accepted : acceptUndefined(accepted);
  return factory.updatePropertySignature(property, modifiers, name, questionToken, widened);
}

function acceptReadonlyLists(type: ts.TypeNode): ts.TypeNode {
  return ts.isArrayTypeNode(type)
    ? factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, type)
    : type;
}

function acceptUndefined(type: ts.TypeNode): ts.TypeNode {
  return factory.createUnionTypeNode([
    type,
    factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword),
  ]);
}

/** Replaces `components["schemas"]["Job"]` with `Job`, and records each name that it uses. */
function shortenReferences<T extends ts.Node>(node: T, used: Set<string>): T {
  const visit = (current: ts.Node): ts.Node => {
    if (
      ts.isIndexedAccessTypeNode(current) &&
      ts.isIndexedAccessTypeNode(current.objectType) &&
      literalText(current.objectType.indexType) === 'schemas'
    ) {
      const name = literalText(current.indexType);
      used.add(name);
      return factory.createTypeReferenceNode(name);
    }
    return ts.visitEachChild(current, visit, undefined);
  };
  return ts.visitNode(node, visit) as T;
}

function literalText(node: ts.TypeNode): string {
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : '';
}

function nameOf(element: ts.TypeElement): string {
  const name = element.name;
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : '';
}

/** Converts `schemas: { Job: {…} }` to `export interface Job {…}`, with its documentation. */
function hoistSchema(property: ts.PropertySignature): ts.Statement {
  const name = nameOf(property);
  const modifiers = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const type = property.type as ts.TypeNode;
  const statement = ts.isTypeLiteralNode(type)
    ? factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, type.members)
    : factory.createTypeAliasDeclaration(modifiers, name, undefined, type);
  return ts.setSyntheticLeadingComments(statement, ts.getSyntheticLeadingComments(property));
}

/** The generated `components` interface, cut in two: its schemas as statements, and all the rest. */
function splitSchemas(nodes: ts.Node[]): { schemas: ts.Node[]; rest: ts.Node[] } {
  const schemas: ts.Node[] = [];
  const rest = nodes.map((node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'components') return node;
    const members = node.members.filter((member) => {
      if (nameOf(member) !== 'schemas' || !ts.isPropertySignature(member)) return true;
      const { members: properties } = member.type as ts.TypeLiteralNode;
      schemas.push(...(properties as ts.NodeArray<ts.PropertySignature>).map(hoistSchema));
      return false;
    });
    const { modifiers, name } = node;
    return factory.updateInterfaceDeclaration(node, modifiers, name, undefined, undefined, members);
  });
  return { schemas, rest };
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
  const used = new Set<string>();
  const paths = print(rest.map((node) => shortenReferences(node, used)));
  const types = print(schemas.map((node) => shortenReferences(node, new Set())));
  const imports = [...used].sort().map((name) => `  ${name},`);
  return {
    types: `${unknownValue}\n${types}\n${operationTypes(document)}`,
    paths: `import type {\n${imports.join('\n')}\n} from './types.ts';\n\n${paths}`,
  };
}
