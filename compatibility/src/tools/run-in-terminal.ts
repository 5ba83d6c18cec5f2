import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../harness/run-command.ts';
import { FILES_NEEDED, type InstalledTool } from './installed-tool.ts';

/** Timeout of the command. */
const TIMEOUT = 60_000;

/** Posts a job by the command line, waits for it and downloads its files. Returns how many were saved. */
export async function runInTerminal({
  node,
  program,
  environment,
  folder,
}: InstalledTool): Promise<number> {
  const to = join(folder, 'cups');
  const parameters = ['--type', 'data_collection', '--description', 'A coffee cup on a table.'];
  parameters.push('--files-needed', String(FILES_NEEDED), '--price-per-file-cents', '50');
  parameters.push('--accepted-formats', 'image/jpeg', '--wait', '--to', to, '--json');
  const output = await runCommand(node, [program, 'jobs', 'create', ...parameters], {
    cwd: folder,
    timeout: TIMEOUT,
    environment: { ...environment, NODE_OPTIONS: undefined },
  });
  const { status } = JSON.parse(output);
  if (status !== 'completed') throw new Error(`the job is ${status} instead of completed`);
  return (await readdir(to)).length;
}
