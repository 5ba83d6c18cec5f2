import ts from 'typescript';
import type { Schema } from './openapi-types.ts';

const { factory } = ts;

/** Schemas that callers write, whose properties accept more than those of responses contain. */
export function isWrittenByCallers(path: string | undefined): boolean {
  return /^#\/components\/schemas\/\w+(Request|Query)(\/|$)/.test(path ?? '');
}

/** `'a' | 'b' | UnknownValue`: the known values, and room for those that a later service sends. */
export function openEnumType(schema: Schema): ts.TypeNode | undefined {
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
export function widenForCallers(property: ts.PropertySignature): ts.PropertySignature {
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
