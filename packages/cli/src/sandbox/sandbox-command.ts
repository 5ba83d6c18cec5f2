import type { Command } from '../command/command.ts';

export const command: Command = {
  summary: 'Serve the sandbox: the API on your machine, without an account',
  options: [],
  example: 'sandbox --port 4010',
  async run({ positionals }, { stdout, stderr }) {
    const { runSandboxCommand } = await import('@firsthandapi/sandbox/command');
    const output = { out: stdout.write, error: stderr.write };
    return runSandboxCommand(['serve', ...positionals], output);
  },
};
