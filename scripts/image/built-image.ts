import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
/** The folders of the image that the build makes, by which the commands name them. */
const BUILT = /(?<= )\/(app|mcp)\b/g;

/**
 * Does what the server's Dockerfile does, below a folder in the place of an image: runs its build, and copies what it
 * copies.
 *
 * @param folder an empty folder
 * @returns the folder of the server
 */
export function buildImage(folder: string): string {
  const text = readFileSync(join(ROOT, 'packages/server/Dockerfile'), 'utf8');
  const [build = '', image = ''] = text.split(/^FROM .+$/m).slice(1);
  const pnpm = /^ARG PNPM=(.+)$/m.exec(build)?.[1] ?? '';
  for (const [, command = ''] of build.matchAll(/^RUN (.+)$/gm)) {
    // This checkout is installed already.
    if (command.endsWith('install --frozen-lockfile')) continue;
    const here = command.replace(/\$\{PNPM\}/, pnpm).replace(BUILT, join(folder, 'build', '$1'));
    console.log(`> ${here}`);
    execFileSync('sh', ['-c', here], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  for (const [, from = '', to = ''] of image.matchAll(/^COPY --from=build .*?(\/\S+) (\/\S+)$/gm)) {
    const target = join(folder, 'image', to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(folder, 'build', from), target, { recursive: true, verbatimSymlinks: true });
  }
  return join(folder, 'image', 'app');
}
