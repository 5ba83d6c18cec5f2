import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { FILES_NEEDED, type InstalledTool } from './installed-tool.ts';

/** Timeout of one call, in milliseconds. */
const TIMEOUT = 60_000;
const JOB = {
  type: 'data_collection',
  description: 'A coffee cup on a table.',
  files_needed: FILES_NEEDED,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
};

/** Posts a job by the tools for assistants, waits for it and downloads its files. Returns how many were saved. */
export async function runAsAssistant(tool: InstalledTool): Promise<number> {
  const { node, program, environment, folder } = tool;
  const client = new Client({ name: 'compatibility', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command: node,
    args: [program, '--download-folder', folder],
    env: { ...environment },
    cwd: folder,
  });
  await client.connect(transport, { timeout: TIMEOUT });
  try {
    const { job } = (await call(client, 'create_job', JOB)) as { job: { id: string } };
    await call(client, 'wait_for_job', { job_id: job.id });
    await call(client, 'download_files', { job_id: job.id, directory: 'cups' });
  } finally {
    await client.close();
  }
  return (await readdir(join(folder, 'cups'))).length;
}

async function call(client: Client, name: string, parameters: object): Promise<unknown> {
  const { structuredContent, isError, content } = await client.callTool(
    { name, arguments: { ...parameters } },
    { timeout: TIMEOUT },
  );
  if (isError === true) throw new Error(`${name}: ${JSON.stringify(content)}`);
  return structuredContent;
}
