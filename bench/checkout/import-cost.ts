import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** Microseconds of processor time that a new Node process takes for the import of a file, and of nothing else. */
export function importCost(file: string): number {
  const url = JSON.stringify(pathToFileURL(file).href);
  const code = `const before = process.cpuUsage();
    await import(${url});
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(String(user + system));`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', code]));
}
