import type { WorkspacePackage } from '../published-packages.ts';

/** A module that users can import. */
export interface EntryPoint {
  /** Its name in reports: `index`, or the subpath. */
  readonly name: string;
  /** The path of its declarations in the package. */
  readonly declarations: string;
}

/**
 * Returns the entry points in a package's `exports`.
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

/** Returns the types that an `import` resolves to. */
function declarationsOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  const { types, import: imported } = target as { types?: unknown; import?: unknown };
  return typeof types === 'string' ? types : declarationsOf(imported);
}
