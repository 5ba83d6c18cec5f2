import { readFile, rm } from 'node:fs/promises';
import { Application, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';

/** A package to document. */
export interface DocumentedPackage {
  /** Its name on npm. */
  readonly name: string;
  /** Where it lies. */
  readonly folder: string;
}

/**
 * Prints the public API of a package as Markdown pages into a folder, in place of what was there. What it
 * documents are the entry points of the package's `exports`.
 *
 * @returns whether TypeDoc had nothing to warn about; what it had has been printed
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
    intentionallyNotExported: await notExportedOnPurpose(folder),
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
  if (project === undefined) throw new Error(`TypeDoc could not read ${name}`);
  application.validate(project);
  await application.generateOutputs(project);
  return !application.logger.hasWarnings() && !application.logger.hasErrors();
}

function moduleTitle(packageName: string, module: string): string {
  return module === 'index' ? packageName : `${packageName}/${module}`;
}

/** The sources behind a package's `exports`. */
async function entryPointsOf(folder: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  return Object.values<{ import?: { types?: string } }>(manifest.exports).flatMap((entry) => {
    const types = entry.import?.types;
    return types === undefined
      ? []
      : [`${folder}/${types.replace('./dist/', 'src/').replace('.d.ts', '.ts')}`];
  });
}

/** Types that a package keeps to itself on purpose, as its own TypeDoc settings say. */
async function notExportedOnPurpose(folder: string): Promise<string[]> {
  const settings = await readFile(`${folder}/typedoc.json`, 'utf8').catch(() => '{}');
  return JSON.parse(settings).intentionallyNotExported ?? [];
}
