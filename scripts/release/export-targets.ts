import type { PackageManifest } from '../published-packages.ts';

/** What an entry of `exports` gives a consumer. */
export interface ExportTarget {
  /** As users write it: `.`, `./node`. */
  readonly subpath: string;
  /** The conditions on the way to the file, outermost first: `require`, `types`. */
  readonly conditions: readonly string[];
  /** The file, from the folder of the package, or null where the runtime is shut out. */
  readonly file: string | null;
}

/** Every file that `exports` names, with what leads to it. `package.json` itself is left out. */
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
