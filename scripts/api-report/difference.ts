import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { REPOSITORY } from '../published-packages.ts';

/**
 * Returns how a report differs from the committed one, line by line.
 *
 * @returns '' when they are equal
 */
export async function differenceOf(committed: string, current: string): Promise<string> {
  const name = relative(REPOSITORY, committed);
  if (!existsSync(committed)) return `${name}: there is no committed report`;
  const parameters = ['diff', '--no-index', '--no-color', '--unified=2', committed, current];
  const output = await new Promise<string>((resolve, reject) => {
    execFile('git', parameters, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      // Exit code 1 means that the files differ.
      if (error && error.code !== 1) reject(new Error(`git diff: ${stderr || error.message}`));
      else resolve(stdout);
    });
  });
  if (!output) return '';
  const lines = output.split('\n');
  return [name, ...lines.slice(lines.findIndex((line) => line.startsWith('@@')))].join('\n');
}
