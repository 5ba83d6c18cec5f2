import ts from 'typescript';

/** A regular expression in the sources. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  /** Where it is: `packages/sdk/src/a.ts:12`. */
  readonly location: string;
}

/** The regular expressions of a file, and where it builds some that cannot be read from the text. */
export interface FoundExpressions {
  readonly expressions: readonly Expression[];
  readonly unreadable: readonly string[];
}

/** Returns the regular expressions of a TypeScript file: literals, and calls of `RegExp` with constant texts. */
export function findExpressions(path: string, text: string): FoundExpressions {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const expressions: Expression[] = [];
  const unreadable: string[] = [];
  const visit = (node: ts.Node): void => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    const location = `${path}:${line}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      expressions.push({ source, flags, location });
    } else if (isConstructor(node)) {
      const [source, flags] = (node.arguments ?? []).map(constantText);
      const isReadable =
        source !== undefined && (node.arguments?.length === 1 || flags !== undefined);
      if (isReadable) expressions.push({ source, flags: flags ?? '', location });
      else unreadable.push(location);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { expressions, unreadable };
}

function isConstructor(node: ts.Node): node is ts.NewExpression | ts.CallExpression {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
  return ts.isIdentifier(node.expression) && node.expression.text === 'RegExp';
}

function constantText(node: ts.Expression): string | undefined {
  return ts.isStringLiteralLike(node) ? node.text : undefined;
}
