import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { callApi, jobOrder } from '../src/testing/api-caller.ts';

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

const COMMONJS = readdirSync(DIST).filter((name) => name.endsWith('.cjs'));

test('writes a CommonJS file for every module', () => {
  const modules = readdirSync(DIST).filter((name) => name.endsWith('.js'));
  expect(COMMONJS).toEqual(modules.map((name) => name.replace(/\.js$/, '.cjs')));
});

test.each(COMMONJS)(
  'writes valid CommonJS to %s, without a trace of the tool that joins keywords',
  (name) => {
    const text = readFileSync(join(DIST, name), 'utf8');
    expect(() => new Script(text.replace(/^#!.*/, ''))).not.toThrow();
    expect(text).not.toMatch(/_(?:nullishCoalesce|optionalChain)|require\("\.[^"]+\.js"\)/);
  },
);

test('gives real files out of CommonJS', async () => {
  const { createSandbox } = createRequire(import.meta.url)(
    '../dist/index.cjs',
  ) as typeof import('../src/index.ts');
  const world = await createSandbox().world();
  for (const format of ['image/jpeg', 'audio/mpeg', 'video/mp4']) {
    const order = jobOrder(1, { accepted_formats: [format] });
    const { body } = await callApi(world, 'POST', '/v1/jobs', order);
    await world.clock.runUntil(body.id, 'completed');
    const [file] = await world.files(body.id);
    const bytes = await (await world.fetch(String(file?.download_url))).bytes();
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file?.content_hash);
  }
});
