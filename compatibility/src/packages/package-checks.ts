import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '../harness/check.ts';
import type { InstalledPackage, InstalledProject } from '../harness/installed-project.ts';
import { runNpm } from '../harness/run-npm.ts';

/** Megabytes that a package may take on disk. */
const SIZE_LIMIT = 1;
/** The sandbox brings the service and real media, twice: as ESM and as CommonJS. */
const SIZE_LIMITS: Readonly<Record<string, number>> = { '@firsthandapi/sandbox': 2 };

/** What holds for the installed packages before anything is run. */
export function packageChecks(project: InstalledProject): Check[] {
  return project.packages.flatMap((installed) => [
    {
      cells: [installed.name, `installed size under ${sizeLimit(installed)} MB`],
      run: () => checkSize(installed),
    },
    {
      cells: [installed.name, 'no runtime dependencies'],
      run: () => checkDependencies(project, installed),
    },
    { cells: [installed.name, 'every entry is packed'], run: () => checkEntries(installed) },
  ]);
}

function sizeLimit({ name }: InstalledPackage): number {
  return SIZE_LIMITS[name] ?? SIZE_LIMIT;
}

async function checkSize(installed: InstalledPackage): Promise<string> {
  const { folder } = installed;
  const names = await readdir(folder, { recursive: true });
  const entries = await Promise.all(names.map((name) => stat(join(folder, name))));
  const files = entries.filter((entry) => entry.isFile());
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const figure = `${Math.round(size / 1_000)} kB in ${files.length} files`;
  if (size >= sizeLimit(installed) * 1_000_000) throw new Error(`takes ${figure}`);
  return figure;
}

async function checkDependencies(
  project: InstalledProject,
  { name, manifest }: InstalledPackage,
): Promise<string> {
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  if (declared.length > 0) throw new Error(`depends on ${declared.join(', ')}`);
  const tree = JSON.parse(await runNpm(['ls', '--all', '--json'], { cwd: project.folder }));
  // npm lists optional peers that are not installed as empty.
  const installed = Object.entries<object>(tree.dependencies[name].dependencies ?? {});
  const brought = installed
    .filter(([, entry]) => 'version' in entry)
    .map(([dependency]) => dependency);
  if (brought.length > 0) throw new Error(`brought ${brought.join(', ')} with it`);
  return '';
}

/** Every file that `exports` names is in the tarball. */
async function checkEntries({ folder, manifest }: InstalledPackage): Promise<string> {
  const files = [...new Set(filesOf(manifest.exports))];
  const found = await Promise.allSettled(files.map((file) => stat(join(folder, file))));
  const missing = files.filter((_, index) => found[index]?.status === 'rejected');
  if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
  return `${Object.keys(manifest.exports).length} entries`;
}

function filesOf(target: unknown): string[] {
  if (typeof target === 'string') return [target];
  return typeof target === 'object' && target !== null
    ? Object.values(target).flatMap(filesOf)
    : [];
}
