import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

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

test('there are no runtime dependencies', () => {
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('peerDependencies');
});

test('costs nothing where it is imported and not used, and the verifier brings no router', async () => {
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

test('says where it was built, so that npm can prove it', () => {
  expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
  expect(manifest.repository.directory).toBe('packages/webhooks');
});

test('no published file imports anything but its neighbours', () => {
  expect(files.length).toBeGreaterThan(20);
  for (const { name, text } of files) {
    const specifiers = [
      ...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?|\brequire\()\s*["']([^"']+)["']/g),
    ];
    for (const [, specifier] of specifiers) {
      // The examples in doc comments name the package itself and frameworks' own modules.
      expect({ name, specifier }).toEqual({ name, specifier: expect.stringMatching(/^\.\//) });
    }
    expect({ name, mentionsSpec: text.includes('@firsthandapi/spec') }).toEqual({
      name,
      mentionsSpec: false,
    });
  }
});

describe.each(entries)('the entry %s', (path) => {
  const specifier = path.replace(/^\./, '@firsthandapi/webhooks');

  test('exports the same from ESM and from CommonJS', () => {
    const esm = run(
      'module',
      `import * as all from '${specifier}'; console.log(Object.keys(all).sort().join());`,
    );
    const commonjs = run(
      'commonjs',
      `console.log(Object.keys(require('${specifier}')).sort().join());`,
    );
    expect(esm.trim()).not.toBe('');
    expect(commonjs).toBe(esm);
  });

  test('does nothing while it is imported', () => {
    const output = run(
      'module',
      `
      for (const name of ['Request', 'Response', 'Headers', 'TextDecoder', 'TextEncoder', 'crypto', 'fetch']) {
        Object.defineProperty(globalThis, name, { get() { throw new Error(name + ' was touched'); } });
      }
      process.getBuiltinModule = () => { throw new Error('cryptography was asked for'); };
      await import('${specifier}');
      console.log('quiet');
      `,
    );
    expect(output).toBe('quiet\n');
  });
});
