import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ERROR_TYPES } from '@firsthandapi/spec';
import ts from 'typescript';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string): string => readFileSync(`${folder}${name}`, 'utf8');
const readme = read('README.md');

test('every snippet of the README compiles against what is published', { timeout: 60_000 }, () => {
  const snippets = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
  const files = new Map(
    snippets.map((code, index) => [`${folder}readme-${index}.ts`, `${code}\nexport {};\n`]),
  );
  expect(files.size).toBeGreaterThan(6);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
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

test('every error type is in the table', () => {
  const own = [...read('src/errors/error-type.ts').matchAll(/^ {2}\| '(\w+)'/gm)];
  const types = [...Object.keys(ERROR_TYPES), ...own.map(([, type]) => type), 'unknown_error'];
  expect(own.length).toBeGreaterThan(5);
  for (const type of types) expect(readme, type).toContain(`\`${type}\``);
});

test('every option is in the table', () => {
  const source = read('src/client-options.ts').split(
    '/** What may be set for one `rotateApiKey`',
  )[0];
  const names = [...(source ?? '').matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) expect(readme, name).toContain(`\`${name}\``);
});
