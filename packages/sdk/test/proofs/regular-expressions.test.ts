// Analyses automata, which takes seconds; so this stands apart from the other tests.
import { readdirSync, readFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const SOURCE = new URL('../../src/', import.meta.url);

/** Every regular expression in the source, by file. */
function readExpressions(): { file: string; source: string; flags: string }[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(new URL(file, SOURCE), 'utf8');
      const found: { file: string; source: string; flags: string }[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
          found.push({ file, source, flags });
        }
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
      return found;
    });
}

describe('regular expressions', () => {
  // Analyses the automaton, so that it counts steps and not time.
  test.each(readExpressions())(
    'are linear in their input: $file /$source/',
    ({ source, flags }) => {
      const found = checkSync(source, flags, { timeout: null });
      expect(found).toMatchObject({
        status: 'safe',
        complexity: { type: expect.stringMatching(/^(safe|linear)$/) },
      });
    },
  );

  test('are found in the source, those of the redaction among them', () => {
    const files = readExpressions().map(({ file }) => file);
    expect(files.length).toBeGreaterThan(20);
    expect(files).toContain('errors/redact.ts');
  });
});
