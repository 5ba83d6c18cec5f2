import ts from 'typescript';
import type { SourceFile } from './source-files.ts';

/** Returns the number of lines of a text, blank ones and comments included. */
export function lineCount(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

/** Returns the length in lines of every function with a block body; closures count in what encloses them, too. */
export function functionLengths({ path, text }: SourceFile): number[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const lengths: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && ts.isBlock(node.body)) {
      lengths.push(lineAt(node.end) - lineAt(node.getStart(file)) + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lengths;
}

/** Returns the value below which a share of the values is, by the nearest rank; 0 when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
