import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY } from '../published-packages.ts';

/** The part of a CycloneDX document that is checked. */
export interface BillOfMaterials {
  readonly bomFormat?: unknown;
  readonly components?: readonly {
    readonly name: string;
    readonly group?: string;
    readonly version?: string;
    readonly purl?: string;
  }[];
}

const LONGEST_RUN_MS = 120_000;

/**
 * Writes the bill of materials of a package, from the lockfile, and returns it.
 *
 * @param folder Where the file goes.
 */
export async function writeBillOfMaterials(name: string, folder: string): Promise<BillOfMaterials> {
  const file = join(folder, `${name.replace('@', '').replace('/', '-')}.cdx.json`);
  const format = ['sbom', '--sbom-format', 'cyclonedx', '--prod', '--lockfile-only', '--out', file];
  await promisify(execFile)('npx', ['--yes', 'pnpm@12', '--filter', name, ...format], {
    cwd: REPOSITORY,
    timeout: LONGEST_RUN_MS,
  });
  return JSON.parse(await readFile(file, 'utf8')) as BillOfMaterials;
}

/** Returns what is wrong with the bill of materials of a package, one sentence each. */
export function billProblems(
  bill: BillOfMaterials,
  dependencies: Readonly<Record<string, string>>,
): readonly string[] {
  if (bill.bomFormat !== 'CycloneDX') return ['The bill of materials is not CycloneDX'];
  const listed = new Map<string, string | undefined>();
  const problems: string[] = [];
  for (const { group, name, version, purl } of bill.components ?? []) {
    const full = group === undefined || group === '' ? name : `${group}/${name}`;
    listed.set(full, version);
    if (version === undefined || purl === undefined) {
      problems.push(`The bill of materials lists ${full} without a version or package URL`);
    }
  }
  const missing = Object.keys(dependencies).filter((name) => !listed.has(name));
  return [...problems, ...missing.map((name) => `The bill of materials does not list ${name}`)];
}
