import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '@firsthandapi/compatibility/harness/check';
import type { PackedPackage } from '@firsthandapi/compatibility/harness/pack-packages';
import { runCommand } from '@firsthandapi/compatibility/harness/run-command';
import { INSTALL_PARAMETERS, runNpm } from '@firsthandapi/compatibility/harness/run-npm';
import { codeBlocksOf } from '@firsthandapi/test-support/markdown-code-blocks';
import { userEnvironment } from './user-environment.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Stands in for the service: a newcomer's first key is not to be had here. Its time passes as it is asked. */
const SERVICE = `import { createSandbox } from '@firsthandapi/sandbox';
const sandbox = createSandbox({ clock: 'auto' });
process.env.FIRSTHAND_API_KEY = (await sandbox.world()).apiKey;
globalThis.fetch = sandbox.fetch;
`;

/**
 * Who knows nothing but the README and the first guide about tests comes to files and to a test that passes: in an
 * empty folder, by the lines that stand there.
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
  // Not by way of npm, which puts a Node of its own choice first.
  await runCommand(process.execPath, ['--import', './service.mjs', 'cups.mts'], options);
  await runNpm(['exec', '--', 'vitest', 'run'], options);
  const files = await readdir(join(folder, 'cups'));
  const [, wanted] = /files_needed: (\d+)/.exec(readme.ts) ?? [];
  if (files.length !== Number(wanted)) {
    throw new Error(`README.md asks for ${wanted} files, and ./cups has ${files.length}`);
  }
  return `${files.length} files, 1 test`;
}

/** The first shell block and the first TypeScript block of a page. */
async function firstBlocks(page: string): Promise<{ sh: string; ts: string }> {
  const blocks = codeBlocksOf(await readFile(join(ROOT, page), 'utf8'));
  const first = (language: string) => {
    const block = blocks.find((each) => each.language === language);
    if (block === undefined) throw new Error(`${page} has no ${language} block`);
    return block.code;
  };
  return { sh: first('sh'), ts: first('ts') };
}

/** What stands behind `npm install`, in words. */
function installLines(shell: string): string[][] {
  return [...shell.matchAll(/^npm install (.+)$/gm)].map(([, words = '']) => words.split(/\s+/));
}

/** The tarball of a package of ours; anything else as it is. */
function tarballOf(word: string, packed: readonly PackedPackage[]): string {
  return packed.find(({ name }) => name === word)?.tarball ?? word;
}
