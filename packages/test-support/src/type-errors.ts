import ts from 'typescript';
import { compileInMemory } from './compile-in-memory.ts';

/** The strictest settings that users have, so that no example needs looser ones than theirs. */
export const STRICT_OPTIONS: ts.CompilerOptions = {
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

/** An error that the compiler reports. */
export interface CompilerError {
  /** The file, or undefined when the error concerns the whole program. */
  readonly path: string | undefined;
  /** Line of the file, from 1. */
  readonly line: number;
  /** The compiler's code and message: `TS2339: Property …`. */
  readonly message: string;
}

/** Returns the type errors of modules that exist in memory only, under {@link STRICT_OPTIONS}. */
export function typeErrors(files: ReadonlyMap<string, string>): CompilerError[] {
  const program = compileInMemory(files, STRICT_OPTIONS);
  return ts.getPreEmitDiagnostics(program).map(({ code, messageText, file, start = 0 }) => ({
    path: file?.fileName,
    line: file === undefined ? 1 : file.getLineAndCharacterOfPosition(start).line + 1,
    message: `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  }));
}
