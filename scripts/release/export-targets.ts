import type { PackageManifest } from '../published-packages.ts';

/** A file that an entry of `exports` resolves to. */
export interface ExportTarget {
  /** As users write it: `.`, `./node`. */
  readonly subpath: string;
  /** The conditions on the way to the file, outermost first: `require`, `types`. */
  readonly conditions: readonly string[];
  /** The file's path in the package, or null where the entry excludes the runtime. */
  readonly file: string | null;
}

/** Returns every file in `exports` with its conditions, except `package.json`. */
export function exportTargets({ exports }: Pick<PackageManifest, 'exports'>): ExportTarget[] {
  return Object.entries(exports)
    .filter(([subpath]) => subpath !== './package.json')
    .flatMap(([subpath, target]) => targetsBelow(subpath, [], target));
}

function targetsBelow(
  subpath: string,
  conditions: readonly string[],
  target: unknown,
): ExportTarget[] {
  if (typeof target !== 'object' || target === null) {
    return [{ subpath, conditions, file: target === null ? null : String(target) }];
  }
  return Object.entries(target).flatMap(([condition, below]) =>
    targetsBelow(subpath, [...conditions, condition], below),
  );
}
