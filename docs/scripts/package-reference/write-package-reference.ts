import { readFile, rm } from 'node:fs/promises';
import { Application, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';

/** A package to document. */
export interface DocumentedPackage {
  /** Its name on npm. */
  readonly name: string;
  /** The path of its folder. */
  readonly folder: string;
}

/**
 * Writes the public API of a package as Markdown pages into a folder, replacing its contents. It documents the
 * entry points in the package's `exports`, each in a folder of its own.
 *
 * @returns whether TypeDoc reported no warnings; it prints them
 * @throws Error when the sources do not compile
 */
export async function writePackageReference(
  { name, folder }: DocumentedPackage,
  out: string,
): Promise<boolean> {
  await rm(out, { recursive: true, force: true });
  const options: Partial<TypeDocOptions> & Partial<PluginOptions> = {
    name,
    entryPoints: await entryPointsOf(folder),
    alwaysCreateEntryPointModule: true,
    tsconfig: `${folder}/tsconfig.build.json`,
    plugin: ['typedoc-plugin-markdown'],
    readme: 'none',
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    disableSources: true,
    disableGit: true,
    outputs: [{ name: 'markdown', path: out }],
    router: 'member',
    entryFileName: 'index',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    hideGroupHeadings: false,
    useCodeBlocks: true,
    expandParameters: true,
    parametersFormat: 'list',
    sanitizeComments: true,
    logLevel: 'Warn',
    intentionallyNotExported: await deliberatelyNotExported(folder),
    pageTitleTemplates: {
      member: ({ name: member }) => member,
      module: ({ name: module }) => moduleTitle(name, module),
    },
    blockTags: [
      '@constant',
      '@default',
      '@deprecated',
      '@example',
      '@module',
      '@param',
      '@remarks',
      '@returns',
      '@see',
      '@throws',
      '@typeParam',
    ],
  };
  const application = await Application.bootstrapWithPlugins(options as Partial<TypeDocOptions>);
  const project = await application.convert();
  if (project === undefined) throw new Error(`${name}: TypeDoc could not compile the sources`);
  application.validate(project);
  await application.generateOutputs(project);
  return !application.logger.hasWarnings() && !application.logger.hasErrors();
}

/** A value of `exports`, as far as it is read here. */
interface PackageExport {
  readonly import?: { readonly types?: string };
  readonly types?: string;
}

function moduleTitle(packageName: string, module: string): string {
  return module === 'index' ? packageName : `${packageName}/${module}`;
}

/** Returns the sources behind a package's `exports`. */
async function entryPointsOf(folder: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  return Object.values<PackageExport>(manifest.exports).flatMap((entry) => {
    const types = entry.import?.types ?? entry.types;
    return types === undefined
      ? []
      : [`${folder}/${types.replace('./dist/', 'src/').replace('.d.ts', '.ts')}`];
  });
}

/** Returns the types that a package deliberately does not export, from its TypeDoc settings. */
async function deliberatelyNotExported(folder: string): Promise<string[]> {
  const settings = await readFile(`${folder}/typedoc.json`, 'utf8').catch(() => '{}');
  return JSON.parse(settings).intentionallyNotExported ?? [];
}
