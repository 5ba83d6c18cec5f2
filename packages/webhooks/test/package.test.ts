import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(`${packageFolder}package.json`, 'utf8'));
const files = readdirSync(`${packageFolder}dist`).map((name) => ({
  name,
  text: readFileSync(`${packageFolder}dist/${name}`, 'utf8'),
}));
const entries = Object.keys(manifest.exports).filter((path) => path !== './package.json');

const run = (type: 'module' | 'commonjs', script: string) =>
  execFileSync(process.execPath, [`--input-type=${type}`, '-e', script], {
    cwd: packageFolder,
    encoding: 'utf8',
  });

test('has no runtime dependencies', () => {
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('peerDependencies');
});

test('adds nothing to a bundle that does not use it, and no router to one that only verifies', async () => {
  const bundle = async (contents: string) => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: packageFolder },
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'silent',
    });
    return outputFiles[0]?.text;
  };
  expect(await bundle("import '@firsthandapi/webhooks';")).toBe('');
  const verifier = await bundle("export { unwrapWebhook } from '@firsthandapi/webhooks';");
  expect(verifier).toContain('unwrapWebhook');
  expect(verifier).not.toMatch(/createWebhookRouter|signTestWebhook|signWebhook/);
});

test('declares its repository, so that npm can verify its provenance', () => {
  expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
  expect(manifest.repository.directory).toBe('packages/webhooks');
});

test('imports only neighbouring files', () => {
  expect(files.length).toBeGreaterThan(20);
  for (const { name, text } of files) {
    const specifiers = [
      ...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?|\brequire\()\s*["']([^"']+)["']/g),
    ];
    for (const [, specifier] of specifiers) {
      expect({ name, specifier }).toEqual({ name, specifier: expect.stringMatching(/^\.\//) });
    }
    expect({ name, mentionsSpec: text.includes('@firsthandapi/spec') }).toEqual({
      name,
      mentionsSpec: false,
    });
  }
});

const specifiers = entries.map((path) => path.replace(/^\./, '@firsthandapi/webhooks'));

/** Loads every entry in one process and returns what it exports. */
function exportsIn(type: 'module' | 'commonjs', load: string): Record<string, string[]> {
  const script = `
    (async () => {
      const all = {};
      for (const name of ${JSON.stringify(specifiers)}) all[name] = Object.keys(${load}).sort();
      console.log(JSON.stringify(all));
    })();
  `;
  return JSON.parse(run(type, script));
}

test('exports the same from ESM and from CommonJS', () => {
  const esm = exportsIn('module', 'await import(name)');
  expect(Object.keys(esm)).toEqual(specifiers);
  for (const names of Object.values(esm)) expect(names).not.toEqual([]);
  expect(exportsIn('commonjs', 'require(name)')).toEqual(esm);
});

test('does nothing while it is imported', () => {
  const output = run(
    'module',
    `
    for (const name of ['Request', 'Response', 'Headers', 'TextDecoder', 'TextEncoder', 'crypto', 'fetch']) {
      Object.defineProperty(globalThis, name, { get() { throw new Error(name + ' was accessed'); } });
    }
    process.getBuiltinModule = () => { throw new Error('cryptography was looked up'); };
    for (const name of ${JSON.stringify(specifiers)}) await import(name);
    console.log('quiet');
    `,
  );
  expect(output).toBe('quiet\n');
});
