import { execFile } from 'node:child_process';
import { join } from 'node:path';

const SUITE = join(import.meta.dirname, '../node_modules/.bin/conformance');
/** Ends a scenario that hangs. */
const DEADLINE_MS = 60_000;

/** Returns the names of the suite's scenarios for servers. */
export async function listScenarios(): Promise<string[]> {
  const { output } = await run(['list', '--server']);
  const [, servers = ''] = output.split('Server scenarios');
  const [list = ''] = servers.split('Client scenarios');
  const names = [...list.matchAll(/^ +- (\S+)/gm)].map(([, name = '']) => name);
  if (names.length === 0) throw new Error(`The suite lists no scenarios: ${output}`);
  return names;
}

/** Runs one scenario against a server, and tells whether it passes. */
export async function runScenario(
  name: string,
  url: string,
): Promise<{ readonly passes: boolean; readonly output: string }> {
  const { code, output } = await run(['server', '--url', url, '--scenario', name]);
  return { passes: code === 0, output };
}

function run(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    execFile(SUITE, [...args], { timeout: DEADLINE_MS }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ code, output: stdout + stderr });
    });
  });
}
