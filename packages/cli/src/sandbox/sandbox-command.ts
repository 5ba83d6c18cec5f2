import type { Command } from '../command/command.ts';

export const command: Command = {
  summary: 'Serve the sandbox: the API on your machine, without an account',
  options: [],
  example: 'sandbox --port 4010',
  async run({ positionals }, { stdout, stderr }) {
    const { runSandboxCommand } = await import('@firsthandapi/sandbox/command');
    const output = { out: stdout.write, error: stderr.write };
    // The sandbox's own program wants the word, so people and documents write it here too.
    const given = positionals[0] === 'serve' ? positionals : ['serve', ...positionals];
    return runSandboxCommand(given, output, 'firsthand sandbox');
  },
};
