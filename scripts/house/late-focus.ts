import ts from 'typescript';
import type { SourceFile } from './source-files.ts';

const MOVES_FOCUS = new Set(['focus', 'showModal']);

/**
 * Returns where an effect that runs after the paint moves the focus: `src/a.tsx:12`. Keys that are pressed between the paint
 * and the effect go to the element that had the focus before. A layout effect runs before the paint.
 */
export function lateFocus({ path, text }: SourceFile): string[] {
  if (!text.includes('useEffect')) return [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node, isInEffect: boolean): void => {
    const name = ts.isCallExpression(node) ? calledName(node) : undefined;
    if (isInEffect && name !== undefined && MOVES_FOCUS.has(name)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${path}:${line + 1}`);
    }
    ts.forEachChild(node, (child) => visit(child, isInEffect || name === 'useEffect'));
  };
  visit(file, false);
  return found;
}

/** Returns the last name of what is called: `focus` of `field.current?.focus()`. */
function calledName({ expression }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}
