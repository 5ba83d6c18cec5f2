import type { Check } from '@firsthandapi/compatibility/harness/check';
import { exportTargets } from './export-targets.ts';
import type { Workspace } from './release-rule.ts';
import { releaseProblems } from './release-rules.ts';
import type { Tarball } from './tarball.ts';

/** The headings of {@link tarballCheck}'s columns. */
export const HEADINGS = ['Package', 'Version', 'Files', 'Packed', 'Unpacked', 'Entries', 'Modules'];

/**
 * Returns a row of the release table.
 *
 * @param version the version to show
 * @param more further checks, which throw when they fail
 */
export function tarballCheck(
  tarball: Tarball,
  workspace: Workspace,
  version: string,
  more: () => Promise<string>,
): Check {
  const targets = exportTargets(tarball.manifest);
  const isRequired = targets.some(({ conditions }) => conditions.includes('require'));
  return {
    cells: [
      tarball.manifest.name,
      version,
      `${tarball.files.size}`,
      kilobytes(tarball.packedBytes),
      kilobytes(
        [...tarball.files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0),
      ),
      `${new Set(targets.map(({ subpath }) => subpath)).size}`,
      isRequired ? 'ESM, CJS' : 'ESM',
    ],
    async run() {
      const problems = releaseProblems(tarball, workspace);
      if (problems.length > 0) throw new Error(problems.join('\n'));
      return more();
    },
  };
}

/** Lists the files of a tarball, one per line. */
export function listFiles({ manifest, files }: Tarball): string {
  const lines = [...files].map(
    ([file, text]) => `${kilobytes(Buffer.byteLength(text)).padStart(10)}  ${file}`,
  );
  return [manifest.name, ...lines].join('\n');
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
