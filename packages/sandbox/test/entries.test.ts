import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const DIST = new URL('../dist/', import.meta.url).pathname;

/** The text of everything that loading a built entry loads: the files that it imports statically, and those of these. */
function loadedBy(entry: string): string {
  const texts = new Map<string, string>();
  const wanted = [entry];
  for (const name of wanted) {
    if (texts.has(name)) continue;
    const text = readFileSync(join(DIST, name), 'utf8');
    texts.set(name, text);
    const imports = text.matchAll(/(?:from\s*|import\s*)"\.\/([\w.-]+)"/g);
    wanted.push(...Array.from(imports, ([, found = '']) => found));
  }
  return [...texts.values()].join('\n');
}

const PAGE = 'Copyright (c) 2015-present Jason Miller';

test.each(['index.js', 'msw.js', 'node.js', 'vitest.js', 'serve.js', 'cli.js'])(
  'loads %s without the page of the window',
  (entry) => {
    const loaded = loadedBy(entry);
    expect(loaded.length).toBeGreaterThan(10_000);
    expect(loaded).not.toContain(PAGE);
  },
);

test.each(['index.js', 'msw.js', 'node.js', 'vitest.js'])(
  'loads %s without the server of the window',
  (entry) => {
    expect(loadedBy(entry)).not.toMatch(/from\s*"(?:node:)?http"/);
  },
);

test('leaves no expression to the tool that makes CommonJS, which joins keywords with what follows', () => {
  const files = readdirSync(DIST).filter((name) => name.endsWith('.cjs'));
  expect(files.length).toBeGreaterThan(10);
  for (const name of files) {
    expect(readFileSync(join(DIST, name), 'utf8')).not.toMatch(
      /_(?:nullishCoalesce|optionalChain)/,
    );
  }
});
