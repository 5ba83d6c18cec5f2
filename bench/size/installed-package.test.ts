import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measureInstalled } from './installed-package.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firsthandapi-bench-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string): number {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return content.length;
}

const manifest = (fields: object) => JSON.stringify(fields);

describe('installed size', () => {
  it('counts the package and each dependency once', () => {
    const bytes = [
      write('root/package.json', manifest({ dependencies: { a: '1', b: '1' } })),
      write('root/lib/deep/index.js', 'x'.repeat(100)),
      write('root/node_modules/a/package.json', manifest({ dependencies: { b: '1' } })),
      write('root/node_modules/b/package.json', manifest({ dependencies: { a: '1' } })),
      write('root/node_modules/b/index.js', 'x'.repeat(1_000)),
    ];
    expect(measureInstalled(join(folder, 'root'))).toEqual({
      bytes: bytes.reduce((sum, each) => sum + each),
      packages: 3,
    });
  });

  it('leaves out development dependencies', () => {
    const bytes = write('root/package.json', manifest({ devDependencies: { a: '1' } }));
    write('root/node_modules/a/package.json', '{}');
    expect(measureInstalled(join(folder, 'root'))).toEqual({ bytes, packages: 1 });
  });

  it('counts a package once even if two packages link to it', () => {
    write('store/c/package.json', '{}');
    write('root/package.json', manifest({ dependencies: { a: '1', c: '1' } }));
    write('root/node_modules/a/package.json', manifest({ dependencies: { c: '1' } }));
    mkdirSync(join(folder, 'root/node_modules/a/node_modules'));
    symlinkSync(join(folder, 'store/c'), join(folder, 'root/node_modules/c'));
    symlinkSync(join(folder, 'store/c'), join(folder, 'root/node_modules/a/node_modules/c'));
    expect(measureInstalled(join(folder, 'root')).packages).toBe(3);
  });

  it('uses the published size of a package instead of its folder', () => {
    write('root/package.json', manifest({}));
    write('root/src/index.ts', 'x'.repeat(100));
    expect(measureInstalled(join(folder, 'root'), 42).bytes).toBe(42);
  });

  it('accepts missing optional dependencies, but no others', () => {
    write('root/package.json', manifest({ optionalDependencies: { fsevents: '1' } }));
    expect(measureInstalled(join(folder, 'root')).packages).toBe(1);
    write('root/package.json', manifest({ dependencies: { gone: '1' } }));
    expect(() => measureInstalled(join(folder, 'root'))).toThrow('depends on gone');
  });
});
