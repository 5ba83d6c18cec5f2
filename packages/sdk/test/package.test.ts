import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const DIST = new URL('../dist/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, DIST), 'utf8');
const files = readdirSync(DIST);

describe('the published package', () => {
  test('mentions no private package, in code or in types', () => {
    for (const name of files) expect(read(name), name).not.toContain('@firsthandapi/spec');
  });

  test('imports only its own files, and in entries for other packages what they are made of', () => {
    const streams = ['stream', 'stream/consumers', 'zlib'];
    const entries: Record<string, string[]> = {
      'node-http': ['http', 'https', ...streams],
      opentelemetry: ['@opentelemetry/api'],
      undici: ['undici', 'diagnostics_channel', ...streams],
    };
    for (const name of files) {
      const imports = [
        ...read(name).matchAll(/(?:\bfrom\s*|\brequire\(|\bimport\()["']([^"'\n]+)["']/g),
      ];
      const foreign = imports
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => !specifier.startsWith('.'));
      const entry = name.replace(/\..*$/, '');
      const allowed = (entries[entry] ?? []).flatMap((each) => [each, `node:${each}`]);
      expect(
        foreign.filter((specifier) => !allowed.includes(specifier)),
        name,
      ).toEqual([]);
    }
  });

  test('is ASCII, because one other character makes the engine read a whole file as UTF-16', () => {
    const code = files.filter((name) => /\.c?js$/.test(name));
    expect(code).toContain('index.js');
    for (const name of code) expect(read(name), name).toMatch(/^[\0-\x7f]*$/);
  });

  test.each([
    ['index.js', (path: string) => `const { FirstHandClient } = await import(${path});`],
    ['index.cjs', (path: string) => `const { FirstHandClient } = require(${path});`],
  ])('shows one statement of %s for an uncaught error', (name, load) => {
    const path = JSON.stringify(fileURLToPath(new URL(name, DIST)));
    const program = `${load(path)} new FirstHandClient({ apiKey: 'fh_test_x', baseUrl: 'ftp://a' });`;
    const type = `--input-type=${name.endsWith('.cjs') ? 'commonjs' : 'module'}`;
    const { stderr } = spawnSync(process.execPath, [type, '--eval', program], { encoding: 'utf8' });
    const [, line = ''] = stderr.split('\n');
    expect(line).toMatch(/^(if\(.*\))?throw new FirstHandConfigurationError\("[^"]*"\)$/);
  });

  test('has no runtime dependencies', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.peerDependenciesMeta).toEqual({
      '@opentelemetry/api': { optional: true },
      undici: { optional: true },
    });
  });

  test('adds nothing to a bundle that imports it without using it', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents:
          "import '@firsthandapi/sdk'; import { FirstHandClient } from '@firsthandapi/sdk';",
        resolveDir: fileURLToPath(DIST),
      },
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'silent',
    });
    expect(outputFiles[0]?.text).toBe('');
  });

  test('contains no class static block, which the Hermes engine of React Native does not parse', () => {
    for (const name of files.filter((file) => /\.c?js$/.test(file))) {
      const source = ts.createSourceFile(name, read(name), ts.ScriptTarget.Latest);
      const blocks: string[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isClassStaticBlockDeclaration(node)) blocks.push(node.getText(source));
        ts.forEachChild(node, visit);
      };
      visit(source);
      expect(blocks, name).toEqual([]);
    }
  });

  test('prints an uncaught error under its own class name', () => {
    const program = `import { FirstHandClient } from ${JSON.stringify(new URL('index.js', DIST))};
      new FirstHandClient({ apiKey: 'two words' });`;
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
    expect(String(stderr)).toMatch(/^FirstHandConfigurationError: /m);
  });

  test('prints an uncaught error of the service under its own class name', () => {
    const program = `import { FirstHandClient } from ${JSON.stringify(new URL('index.js', DIST))};
      const fetch = async () => new Response('{}', { status: 404 });
      await new FirstHandClient({ apiKey: 'fh_test_sk_x', fetch }).getJob('job_1');`;
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
    expect(String(stderr)).toMatch(/^FirstHandApiError: /m);
  });

  test('gives every exported class the name that it is exported under', async () => {
    const misnamed: string[] = [];
    for (const file of files.filter((name) => /\.c?js$/.test(name))) {
      const exported: Record<string, unknown> = await import(new URL(file, DIST).href);
      for (const [name, value] of Object.entries(exported)) {
        const isClass = typeof value === 'function' && /^class\b/.test(String(value));
        if (isClass && value.name !== name) misnamed.push(`${file}: ${name} is ${value.name}`);
      }
    }
    expect(misnamed).toEqual([]);
  });

  test('declares its repository, so that npm can prove provenance', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
    expect(manifest.repository.directory).toBe('packages/sdk');
  });

  test('carries its version in the User-Agent', () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    );
    const code = files
      .filter((name) => name.endsWith('.js'))
      .map(read)
      .join('\n');
    expect(code).toContain(`"${version}"`);
  });
});
