import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${packageFolder}README.md`, 'utf8');
const snippets = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] as string);

test('every snippet of the README compiles against what is published', { timeout: 60_000 }, () => {
  const files = new Map(
    snippets.map((code, index) => [`${packageFolder}readme-${index}.ts`, `${code}\nexport {};\n`]),
  );
  expect(files.size).toBeGreaterThan(4);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const code = files.get(name);
    return code === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, code, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
  expect(problems).toEqual([]);
});

test('every error code is explained', async () => {
  const source = readFileSync(`${packageFolder}src/verify/webhook-verification-error.ts`, 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '(\w+)'/gm)].map((match) => match[1] as string);
  expect(codes.length).toBeGreaterThan(10);
  for (const code of codes) expect(readme).toContain(`\`${code}\``);
});
