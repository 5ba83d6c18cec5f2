import ts from 'typescript';
import type { SourceFile } from './source-files.ts';

/**
 * Returns where a file assigns a function that it defines there to a property, as `table.onPut = () => …` does:
 * `src/a.ts:12`. V8 allocates such a function among the objects that it expects to live, where the collections of young
 * objects do not reach it: whatever the function refers to stays until the next collection of the whole heap. A function
 * that has a name first, or that is passed to a constructor, is allocated like any other.
 */
export function tenuredFunctions({ path, text }: SourceFile): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(node) && isFunction(node.right)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${path}:${line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isAssignment({ left, operatorToken: { kind } }: ts.BinaryExpression): boolean {
  const isToProperty = ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left);
  return isToProperty && kind === ts.SyntaxKind.EqualsToken;
}

function isFunction(node: ts.Expression): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}
