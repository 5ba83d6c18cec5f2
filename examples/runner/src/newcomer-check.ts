import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '@firsthandapi/compatibility/harness/check';
import type { PackedPackage } from '@firsthandapi/compatibility/harness/pack-packages';
import { runCommand } from '@firsthandapi/compatibility/harness/run-command';
import { INSTALL_PARAMETERS, runNpm } from '@firsthandapi/compatibility/harness/run-npm';
import { codeBlocksOf } from '@firsthandapi/test-support/markdown-code-blocks';
import { userEnvironment } from './user-environment.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Takes the place of the service, since signing up is not possible here. Its clock is automatic. */
const SERVICE = `import { createSandbox } from '@firsthandapi/sandbox';
const sandbox = createSandbox({ clock: 'auto' });
process.env.FIRSTHAND_API_KEY = (await sandbox.world()).apiKey;
globalThis.fetch = sandbox.fetch;
`;

/**
 * Checks that the lines of the README and of the Vitest guide, run as written in an empty folder, download files and
 * pass a test.
 */
export function newcomerCheck(packed: readonly PackedPackage[], parent: string): Check {
  return { cells: ['newcomer'], run: () => startAnew(packed, join(parent, 'newcomer')) };
}

async function startAnew(packed: readonly PackedPackage[], folder: string): Promise<string> {
  await mkdir(folder);
  const readme = await firstBlocks('README.md');
  const guide = await firstBlocks('docs/guides/sandbox-vitest.md');
  const options = { cwd: folder, environment: userEnvironment() };
  await runNpm(['init', '--yes'], options);
  for (const line of [...installLines(readme.sh), ...installLines(guide.sh)]) {
    const words = line.map((word) => tarballOf(word, packed));
    await runNpm([...INSTALL_PARAMETERS, ...words], options);
  }
  await writeFile(join(folder, 'cups.mts'), readme.ts);
  await writeFile(join(folder, 'service.mjs'), SERVICE);
  await writeFile(join(folder, 'collect.test.ts'), guide.ts);
  // Not through npm, which would put another Node first.
  await runCommand(process.execPath, ['--import', './service.mjs', 'cups.mts'], options);
  await runNpm(['exec', '--', 'vitest', 'run'], options);
  const files = await readdir(join(folder, 'cups'));
  const [, wanted] = /files_needed: (\d+)/.exec(readme.ts) ?? [];
  if (files.length !== Number(wanted)) {
    throw new Error(`README.md asks for ${wanted} files, and ./cups has ${files.length}`);
  }
  return `${files.length} files, 1 test`;
}

/** Returns the first shell block and the first TypeScript block of a page. */
async function firstBlocks(page: string): Promise<{ sh: string; ts: string }> {
  const blocks = codeBlocksOf(await readFile(join(ROOT, page), 'utf8'));
  const first = (language: string) => {
    const block = blocks.find((each) => each.language === language);
    if (block === undefined) throw new Error(`${page} has no ${language} block`);
    return block.code;
  };
  return { sh: first('sh'), ts: first('ts') };
}

/** Returns the words after each `npm install`. */
function installLines(shell: string): string[][] {
  return [...shell.matchAll(/^npm install (.+)$/gm)].map(([, words = '']) => words.split(/\s+/));
}

/** Returns the tarball of a package of ours, and any other word unchanged. */
function tarballOf(word: string, packed: readonly PackedPackage[]): string {
  return packed.find(({ name }) => name === word)?.tarball ?? word;
}
