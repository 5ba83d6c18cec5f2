import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runNpm } from '@firsthandapi/compatibility/harness/run-npm';
import { REPOSITORY } from '../published-packages.ts';

/**
 * Runs a package's own `check:package`: publint, and whether types resolve for every way to import.
 *
 * @throws Error with its findings
 */
export async function checkPackage(folder: string): Promise<string> {
  await runNpm(['run', '--silent', 'check:package'], { cwd: folder });
  return 'types resolve';
}

/**
 * Publishes and tags what `changeset pack` has packed, in the order of its plan.
 *
 * @throws Error when a package was not published
 */
export async function publishPackages(folder: string): Promise<void> {
  const require = createRequire(join(REPOSITORY, 'package.json'));
  const manifest = require.resolve('@changesets/cli/package.json');
  const parameters = [join(dirname(manifest), 'bin.js'), 'publish', '--from-pack-dir', folder];
  const child = spawn(process.execPath, parameters, { cwd: REPOSITORY, stdio: 'inherit' });
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`changeset publish exited with code ${code}`);
}
