import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { nativeCompiler } from './native-compiler.ts';

const CONFIGURATION = 'tsconfig.build.json';
/** Packages whose declarations are part of what is published; any other is imported. */
const BUNDLED = /^@firsthandapi\//;

/**
 * Writes the declarations of entries, as `entry.d.ts` and `entry.d.cts`.
 *
 * @param folder the folder of the package
 * @param entries names of files in `src`, without extension
 * @param all the entries of all bundles of the package
 */
export async function bundleDeclarations(
  folder: string,
  entries: readonly string[],
  all: readonly string[],
): Promise<void> {
  const bundle = await rolldown({
    cwd: folder,
    input: Object.fromEntries(entries.map((name) => [name, join(folder, 'src', `${name}.ts`)])),
    tsconfig: CONFIGURATION,
    external: (id) => !/^[./]/.test(id) && !BUNDLED.test(id),
    plugins: [
      importFromOtherBundles(
        folder,
        all.filter((name) => !entries.includes(name)),
      ),
      dts({
        cwd: folder,
        dtsOnly: true,
        tsconfig: CONFIGURATION,
        generator: nativeCompiler(join(folder, CONFIGURATION)),
      }),
    ],
  });
  const { output } = await bundle.write({ dir: join(folder, 'dist'), format: 'esm' });
  await bundle.close();
  for (const chunk of output) {
    if (chunk.type !== 'chunk') continue;
    const path = join(folder, 'dist', chunk.fileName.replace(/\.d\.ts$/, '.d.cts'));
    await writeFile(path, forCommonJs(chunk.code));
  }
}

/** Keeps an import of an entry of another bundle. */
function importFromOtherBundles(folder: string, names: readonly string[]): Plugin {
  return {
    name: 'import-from-other-bundles',
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.')) return null;
      const path = join(dirname(importer), source);
      const name = basename(path, '.ts');
      if (!names.includes(name) || path !== join(folder, 'src', `${name}.ts`)) return null;
      return { id: `./${name}.js`, external: true };
    },
  };
}

/** CommonJS declares the same, and imports from the files beside it that are for CommonJS. */
function forCommonJs(declarations: string): string {
  return declarations.replaceAll(/(\bfrom |\bimport )(["'])(\.\/[^"']+)\.js\2/g, '$1$2$3.cjs$2');
}
