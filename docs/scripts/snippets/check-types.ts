import ts from 'typescript';
import type { Problem } from '../problem.ts';
import { pageLineOf, type Snippet } from './snippet.ts';

/** As strict as users may be, so that no snippet needs a looser setting than theirs. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.disposable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
};

/** Type-checks snippets that lie as files in a folder from which the packages can be imported. */
export function checkTypes(snippets: readonly Snippet[], folder: string): Problem[] {
  const byPath = new Map(snippets.map((snippet) => [`${folder}/${snippet.fileName}`, snippet]));
  const program = ts.createProgram([...byPath.keys()], OPTIONS);
  return ts.getPreEmitDiagnostics(program).flatMap((diagnostic): Problem[] => {
    const message = `TS${diagnostic.code}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
    const { file, start = 0 } = diagnostic;
    const snippet = file && byPath.get(file.fileName);
    if (file === undefined || snippet === undefined) {
      return [{ file: file?.fileName ?? folder, line: undefined, message }];
    }
    const { line } = file.getLineAndCharacterOfPosition(start);
    return [{ file: snippet.page, line: pageLineOf(snippet, line + 1), message }];
  });
}
