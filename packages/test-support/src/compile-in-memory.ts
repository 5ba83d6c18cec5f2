import ts from 'typescript';

/**
 * Returns a program whose root files exist in memory only. They import packages as if they were saved at their paths.
 *
 * @param files source texts by absolute path; a file on disk at the same path is ignored
 */
export function compileInMemory(
  files: ReadonlyMap<string, string>,
  options: ts.CompilerOptions,
): ts.Program {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const source = files.get(path);
    return source === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, source, version);
  };
  return ts.createProgram([...files.keys()], options, host);
}
