import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { operations } from '../generated/index.ts';

const input = fileURLToPath(new URL('../openapi.yaml', import.meta.url));

function typeErrors(files: string[]): string[] {
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('compiles types from a third-party generator', {
  timeout: 60_000,
}, async () => {
  const output = mkdtempSync(join(tmpdir(), 'firsthandapi-spec-'));
  try {
    await createClient({
      input,
      output,
      plugins: ['@hey-api/typescript'],
      logs: { level: 'silent' },
    });
    const files = readdirSync(output).map((name) => join(output, name));
    expect(files.length).toBeGreaterThan(0);
    expect(typeErrors(files)).toEqual([]);
    const source = files.map((file) => ts.sys.readFile(file) ?? '').join('\n');
    for (const id of Object.keys(operations)) {
      expect(source).toContain(`${id.charAt(0).toUpperCase()}${id.slice(1)}Data`);
    }
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
});
