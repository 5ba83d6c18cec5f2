import type { WorkspacePackage } from '../published-packages.ts';

/** Something that users import. */
export interface EntryPoint {
  /** Its name in reports: `index`, or the subpath. */
  readonly name: string;
  /** Its declarations, from the folder of the package. */
  readonly declarations: string;
}

/**
 * The entry points of a package that have types, by its `exports`.
 *
 * @throws Error when an entry has no types
 */
export function entryPointsOf({ manifest }: Pick<WorkspacePackage, 'manifest'>): EntryPoint[] {
  return Object.entries(manifest.exports)
    .filter(([subpath]) => subpath !== './package.json')
    .map(([subpath, target]) => {
      const declarations = declarationsOf(target);
      if (!declarations) throw new Error(`${manifest.name}: exports["${subpath}"] has no types`);
      return { name: subpath === '.' ? 'index' : subpath.slice(2), declarations };
    });
}

/** The types that an `import` gets. */
function declarationsOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  const { types, import: imported } = target as { types?: unknown; import?: unknown };
  return typeof types === 'string' ? types : declarationsOf(imported);
}
