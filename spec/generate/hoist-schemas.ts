import ts from 'typescript';

const { factory } = ts;

/** Replaces `components["schemas"]["Job"]` with `Job`, and records each name that it uses. */
export function shortenReferences<T extends ts.Node>(node: T, used: Set<string>): T {
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
export function splitSchemas(nodes: ts.Node[]): { schemas: ts.Node[]; rest: ts.Node[] } {
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
